export interface MenuEntry {
  id: string;
  /** Path inside the institution, `receptions`; the empty path is its first page. */
  path: string;
  /** Message key. */
  label: string;
  order: number;
  /** Shown only to whom `menu.mayUse` grants it; without one, to everybody signed in. */
  permission?: string;
}

/** The main menu: each capability adds its own entry when its module starts. */
export class Menu {
  private readonly entries = new Map<string, MenuEntry>();

  /** Who may use a permission; set once at start-up by the module that knows roles. */
  mayUse: (permission: string) => boolean = () => true;

  add(entry: MenuEntry): void {
    this.entries.set(entry.id, entry);
  }

  visible(): MenuEntry[] {
    return [...this.entries.values()]
      .filter(({ permission }) => permission === undefined || this.mayUse(permission))
      .toSorted((a, b) => a.order - b.order);
  }
}

export const menu = new Menu();

/** What stands behind the initials at the end of the masthead, above language and sign-out. */
export const accountMenu = new Menu();

/** Tabs of the settings. */
export const settingsMenu = new Menu();

/** Tabs of what is looked after once a visit is over. */
export const followUpMenu = new Menu();
