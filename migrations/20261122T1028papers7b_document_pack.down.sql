drop table document_pack;
