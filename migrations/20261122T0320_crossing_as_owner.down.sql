drop policy crossing on recipient;
drop policy crossing on feed;
drop policy crossing on institution;
