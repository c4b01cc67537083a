// Who may import whom, as a table. `npm run imports` checks it, and so does every build of ours (.ci/run).
// A capability uses `platform` and what stands in its row. "and below" is everything those rows may use in turn.

/** capability → [what it may use directly]; with `below` also whatever these may use. */
const below = (...names) => ({ names, below: true });
const only = (...names) => ({ names, below: false });

const MAY_USE = {
  institution: only(),
  accounts: only('institution'),
  directory: below('institution'),
  bodies: below('directory'),
  commitments: below('directory'),
  cooperation: below('bodies', 'commitments'),
  activities: below('cooperation'),
  receptions: below('activities'),
  missions: below('activities'),
  sessions: below('activities'),
  conferences: below('activities'),
  logistics: below('activities'),
  programme: below('activities', 'accounts', 'logistics'),
  costs: below('activities'),
  gifts: below('activities'),
  calendar: below('programme'),
  documents: below('programme'),
  invitations: below('calendar', 'documents'),
  attendance: below('invitations'),
  seating: below('invitations'),
  reports: below('documents', 'costs', 'gifts', 'commitments'),
  departures: below('missions', 'documents'),
  registers: below('cooperation', 'documents'),
};

/** What a capability shows to others; everything else in its folder is its own business. */
const PUBLIC_FILES = String.raw`\.(module|service|queries|events|entity|rules|states|registry|fields)\.tsx?$`;

/** Puts the application together, so it may see everything. */
const ASSEMBLY = String.raw`^src/([^/]+\.ts$|commands/|demo/|seeding/)`;

const TESTS = String.raw`\.spec\.tsx?$`;
const names = Object.keys(MAY_USE);

function allowed(name, seen = new Set()) {
  const row = MAY_USE[name];
  for (const used of row.names) {
    if (!seen.has(used)) {
      seen.add(used);
      if (row.below) allowed(used, seen);
    }
  }
  return seen;
}

const rows = names.map((name) => {
  const mayUse = [...allowed(name)];
  const reachable = ['platform', name, ...mayUse].join('|');
  return {
    name: `${name}-uses-only-its-row`,
    comment: `${name} may use platform${mayUse.length > 0 ? `, ${mayUse.join(', ')}` : ''}. What points upward or sideways is an event or a registration.`,
    severity: 'error',
    from: { path: `^src/${name}/`, pathNot: TESTS },
    to: { path: '^src/', pathNot: `^src/(${reachable})/` },
  };
});

module.exports = {
  forbidden: [
    ...rows,
    {
      name: 'platform-knows-no-capability',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: TESTS },
      to: { path: '^src/', pathNot: '^src/platform/' },
    },
    {
      name: 'through-public-files-only',
      comment:
        'Another capability is reached through its module, services, queries, events, entities, rules, states, registries and fields.',
      severity: 'error',
      from: { path: `^src/(${names.join('|')})/`, pathNot: TESTS },
      to: { path: `^src/(${names.join('|')})/`, pathNot: [String.raw`^src/$1/`, PUBLIC_FILES] },
    },
    {
      name: 'every-folder-stands-in-the-table',
      severity: 'error',
      from: { path: '^src/', pathNot: [ASSEMBLY, `^src/(platform|${names.join('|')})/`] },
      to: {},
    },
    {
      name: 'nothing-imports-the-assembly',
      severity: 'error',
      from: { path: '^src/', pathNot: [ASSEMBLY, TESTS] },
      to: { path: ASSEMBLY },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: TESTS },
      to: { circular: true },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: String.raw`^src/.*/index\.tsx?$` },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped-code-uses-shipped-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Types count too: a capability that needs another's types depends on it.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: String.raw`\.d\.ts$` },
  },
};
