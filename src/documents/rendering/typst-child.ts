// Runs in a process of its own: setting a document is synchronous native code that nothing but SIGKILL stops.
// Argument: the directory of the templates.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

interface Job {
  mainFile: string;
  input: string;
  createdAt: number;
}

// Static faces only: the typesetter knows neither variable fonts nor web fonts.
const families: Record<string, [name: string, ...styles: string[]]> = {
  'source-serif-4': ['SourceSerif4', '400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold'],
  'source-sans-3': ['SourceSans3', '400Regular', '400Regular_Italic', '600SemiBold', '700Bold'],
  'noto-naskh-arabic': ['NotoNaskhArabic', '400Regular', '600SemiBold', '700Bold'],
};

const templates = process.argv[2] ?? '';
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fontFiles() }] });

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => process.send?.(typeset(job)));
process.send?.({ ready: true });

function typeset({ mainFile, input, createdAt }: Job) {
  try {
    const made = compiler.compile({ mainFilePath: join(templates, mainFile), inputs: { input } });
    const refusal = made.takeError();
    if (refusal || !made.result) return { refusal: refusal ? compiler.fetchDiagnostics(refusal) : [] };
    const pdf = compiler.pdf(made.result, { pdfStandard: 'a-2a', creationTimestamp: createdAt });
    return { made: new Uint8Array(pdf) };
  } catch (error) {
    return { refusal: [{ message: error instanceof Error ? error.message : String(error) }] };
  } finally {
    compiler.evictCache(3);
  }
}

function fontFiles(): Buffer[] {
  return Object.entries(families).flatMap(([folder, [name, ...styles]]) => {
    const home = dirname(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${folder}/package.json`)));
    return styles.map((style) => readFileSync(join(home, style, `${name}_${style}.ttf`)));
  });
}
