/** Where a list is found as a file; `Filters` adds the filter in force. */
export const exportsOf = (list: string): { xlsx: string; csv: string } => ({
  xlsx: `${list}/export/xlsx`,
  csv: `${list}/export/csv`,
});
