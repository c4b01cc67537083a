drop table activity_report_issue;
