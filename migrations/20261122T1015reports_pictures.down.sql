drop table report_picture;
