drop table document_word_template;
