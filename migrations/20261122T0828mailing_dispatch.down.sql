drop table paper_letter;
