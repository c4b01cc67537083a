alter table document_pack drop column attempts;
