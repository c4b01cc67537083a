// The lock file must install on any machine: every package with its checksum, none tied to one address,
// and none that another asks for left out (npm leaves out what it could not find on the day, without a word).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @returns {string[]} what is wrong with a lock file, as sentences */
export function faultsOf({ packages }) {
  const faults = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '') continue;
    if (!entry.integrity) faults.push(`${path} has no checksum.`);
    if (entry.resolved) faults.push(`${path} is tied to an address.`);
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      if (!isReachable(packages, path, name)) faults.push(`${path} asks for ${name}, which is missing.`);
    }
  }
  return faults;
}

/** Node looks for a package beside the one that asks, then in every folder above. */
function isReachable(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder}/node_modules/${name}`.replace(/^\//, '') in packages) return true;
    if (folder === '') return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
  const faults = faultsOf(lock);
  for (const fault of faults) console.error(fault);
  console.log(`${Object.keys(lock.packages).length - 1} packages, ${faults.length} faults.`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
