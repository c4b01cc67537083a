alter table recipient drop column alone;
