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
  form: 'pdf' | 'svg';
}

// Static faces only: the typesetter knows neither variable fonts nor web fonts.
const families: Record<string, [name: string, ...styles: string[]]> = {
  'source-serif-4': ['SourceSerif4', '400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold'],
  'source-sans-3': ['SourceSans3', '400Regular', '400Regular_Italic', '600SemiBold', '700Bold'],
  'noto-naskh-arabic': ['NotoNaskhArabic', '400Regular', '600SemiBold', '700Bold'],
  'eb-garamond': ['EBGaramond', '400Regular', '400Regular_Italic', '600SemiBold', '600SemiBold_Italic', '700Bold'],
  'pt-serif': ['PTSerif', '400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'],
  'pt-sans': ['PTSans', '400Regular', '400Regular_Italic', '700Bold'],
  amiri: ['Amiri', '400Regular', '700Bold'],
};

const templates = process.argv[2] ?? '';
const compiler = NodeCompiler.create({ workspace: templates, fontArgs: [{ fontBlobs: fontFiles() }] });

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => process.send?.(typeset(job)));
process.send?.({ ready: true });

function typeset({ mainFile, input, createdAt, form }: Job) {
  try {
    const made = compiler.compile({ mainFilePath: join(templates, mainFile), inputs: { input } });
    const refusal = made.takeError();
    if (refusal || !made.result) return { refusal: refusal ? compiler.fetchDiagnostics(refusal) : [] };
    if (form === 'svg') return { made: new Uint8Array(Buffer.from(firstPage(compiler.svg(made.result)))) };
    const pdf = compiler.pdf(made.result, { pdfStandard: 'a-2a', creationTimestamp: createdAt });
    return { made: new Uint8Array(pdf) };
  } catch (error) {
    return { refusal: [{ message: error instanceof Error ? error.message : String(error) }] };
  } finally {
    compiler.evictCache(3);
  }
}

/** A picture of one page that needs nothing around it: without the text that a reader could mark, which images may not hold. */
function firstPage(svg: string): string {
  const page = '<g class="typst-page"';
  const second = svg.indexOf(page, svg.indexOf(page) + page.length);
  const one = second < 0 ? svg : `${svg.slice(0, second)}</svg>`;
  const [, width, height] = /data-page-width="([\d.]+)" data-page-height="([\d.]+)"/.exec(one) ?? [];
  return one
    .replace(/<foreignObject.*?<\/foreignObject>/gs, '')
    .replace(
      /^<svg [^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${width} ${height}">`,
    );
}

function fontFiles(): Buffer[] {
  return Object.entries(families).flatMap(([folder, [name, ...styles]]) => {
    const home = dirname(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${folder}/package.json`)));
    return styles.map((style) => readFileSync(join(home, style, `${name}_${style}.ttf`)));
  });
}
