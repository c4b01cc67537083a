import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFObjectCopier,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

const name = (word: string) => PDFName.of(word);

/** What tells a reader who cannot see the page what is a heading, a table, a picture. */
interface Structure {
  tree: PDFDict;
  /** The one element at its root. */
  document: PDFRef;
  /** Pairs: key of a page or of a link, and its elements. */
  parents: PDFArray;
  nextKey: number;
}

function structureOf(pdf: PDFDocument): Structure | undefined {
  const tree = pdf.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict);
  const document = tree?.lookupMaybe(name('K'), PDFArray)?.get(0);
  const parents = tree?.lookupMaybe(name('ParentTree'), PDFDict)?.lookupMaybe(name('Nums'), PDFArray);
  if (!tree || !parents || !(document instanceof PDFRef)) return undefined;
  const nextKey = tree.lookupMaybe(name('ParentTreeNextKey'), PDFNumber)?.asNumber() ?? parents.size() / 2;
  return { tree, document, parents, nextKey };
}

/**
 * Joins the structure of a paper to that of the whole, as a part of it: its keys count on from those before, and the
 * names that its cells go by bear its number. @param pages the copies of its pages
 */
export function joinStructure(
  whole: PDFDocument,
  paper: PDFDocument,
  copier: PDFObjectCopier,
  pages: readonly PDFRef[],
  number: number,
): void {
  const root = structureOf(whole);
  const own = structureOf(paper);
  if (!root || !own) return;
  const { context } = whole;
  // Copied with it, its old root would stay in the file, and nothing point to it.
  paper.context.lookup(own.document, PDFDict).delete(name('P'));
  const part = copier.copy(own.document);
  const element = context.lookup(part, PDFDict);
  element.set(name('S'), name('Part'));
  element.set(name('P'), root.document);
  const language = paper.catalog.get(name('Lang'));
  if (language) element.set(name('Lang'), copier.copy(language));
  context.lookup(root.document, PDFDict).lookup(name('K'), PDFArray).push(part);

  for (const [key, elements] of pairs(own.parents)) {
    root.parents.push(PDFNumber.of((key as PDFNumber).asNumber() + root.nextKey));
    root.parents.push(copier.copy(elements));
  }
  for (const ref of pages) {
    const page = context.lookup(ref, PDFDict);
    shiftKey(page, 'StructParents', root.nextKey);
    for (const link of dicts(page.lookupMaybe(name('Annots'), PDFArray))) shiftKey(link, 'StructParent', root.nextKey);
  }
  root.tree.set(name('ParentTreeNextKey'), PDFNumber.of(root.nextKey + own.nextKey));
  addRoles(root.tree, own.tree, copier);
  addNames(root.tree, element, `p${number}-`);
}

function shiftKey(dict: PDFDict, key: string, shift: number): void {
  const number = dict.lookupMaybe(name(key), PDFNumber);
  if (number) dict.set(name(key), PDFNumber.of(number.asNumber() + shift));
}

function addRoles(tree: PDFDict, own: PDFDict, copier: PDFObjectCopier): void {
  const known = subDict(tree, 'RoleMap');
  for (const [role, meaning] of own.lookupMaybe(name('RoleMap'), PDFDict)?.entries() ?? [])
    known.set(role, copier.copy(meaning));
}

/** Cells point to their heads by name, and two papers give the same names. */
function addNames(tree: PDFDict, part: PDFDict, prefix: string): void {
  const named: [string, PDFRef][] = [];
  const rename = (element: PDFDict, ref: PDFRef | undefined) => {
    const id = textOf(element.get(name('ID')));
    if (id !== undefined && ref) {
      element.set(name('ID'), PDFString.of(prefix + id));
      named.push([prefix + id, ref]);
    }
    const attributes = element.lookup(name('A'));
    for (const one of attributes instanceof PDFDict ? [attributes] : dicts(attributes)) {
      const heads = one.lookupMaybe(name('Headers'), PDFArray);
      for (let at = 0; at < (heads?.size() ?? 0); at += 1)
        heads!.set(at, PDFString.of(prefix + (textOf(heads!.get(at)) ?? '')));
    }
    const kids = element.get(name('K'));
    for (const kid of kids instanceof PDFArray ? kids.asArray() : kids ? [kids] : []) {
      const inner = kid instanceof PDFRef ? tree.context.lookup(kid) : kid;
      if (inner instanceof PDFDict && inner.has(name('S'))) rename(inner, kid instanceof PDFRef ? kid : undefined);
    }
  };
  rename(part, undefined);
  if (named.length === 0) return;
  const names = subDict(tree, 'IDTree');
  const known = pairs(names.lookupMaybe(name('Names'), PDFArray)).map(
    ([key, ref]) => [textOf(key) ?? '', ref as PDFRef] as [string, PDFRef],
  );
  const all = [...known, ...named].toSorted(([a], [b]) => (a < b ? -1 : 1));
  names.set(name('Names'), tree.context.obj(all.flatMap(([key, ref]) => [PDFString.of(key), ref])));
}

function subDict(dict: PDFDict, key: string): PDFDict {
  if (!dict.lookupMaybe(name(key), PDFDict)) dict.set(name(key), dict.context.obj({}));
  return dict.lookup(name(key), PDFDict);
}

function pairs(array: PDFArray | undefined): [PDFObject, PDFObject][] {
  return Array.from({ length: (array?.size() ?? 0) / 2 }, (_, at) => [array!.get(at * 2), array!.get(at * 2 + 1)]);
}

function dicts(array: PDFObject | undefined): PDFDict[] {
  if (!(array instanceof PDFArray)) return [];
  return Array.from({ length: array.size() }, (_, at) => array.lookup(at)).filter((one) => one instanceof PDFDict);
}

function textOf(value: PDFObject | undefined): string | undefined {
  return value instanceof PDFString ? value.asString() : undefined;
}
