/**
 * Every formatter of `Intl` that the house uses, made once for each language and choice of options. A new one costs
 * tens of microseconds and, for dates, some 30 kB outside of the heap, where no garbage collector sees the weight:
 * made anew for each page they filled hundreds of megabytes.
 */
function kept<O, F>(make: (tag: string, options: O) => F): (tag: string, options: O) => F {
  const made = new Map<string, F>();
  return (tag, options) => {
    const id = `${tag} ${JSON.stringify(options)}`;
    let format = made.get(id);
    if (format === undefined) {
      format = make(tag, options);
      made.set(id, format);
    }
    return format;
  };
}

export const dateTimeFormat = kept((tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options));
export const numberFormat = kept((tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options));
export const listFormat = kept((tag, options: Intl.ListFormatOptions) => new Intl.ListFormat(tag, options));
export const pluralRules = kept((tag, options: Intl.PluralRulesOptions) => new Intl.PluralRules(tag, options));
export const displayNames = kept((tag, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames(tag, options));
