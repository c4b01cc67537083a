drop table document_wording;
