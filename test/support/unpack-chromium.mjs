// Unpacks the packaged Chromium to the temporary directory, which the caller has set to a folder of its own.
// A process of its own, because under Jest a change of the environment does not reach Node's os.tmpdir().
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

await chromium.executablePath();
// The few libraries that a bare Linux lacks come along in the package.
await inflate(fileURLToPath(new URL('../../node_modules/@sparticuz/chromium/bin/al2023.tar.br', import.meta.url)));
