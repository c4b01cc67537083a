/** What people write when they are told to write twelve characters: whole words and stems, without digits and signs. */
const STEMS = new Set([
  'password',
  'passwort',
  'motdepasse',
  'parol',
  'пароль',
  'letmein',
  'welcome',
  'bienvenue',
  'admin',
  'administrator',
  'parliament',
  'parlement',
  'parliamentary',
  'assembly',
  'assemblee',
  'senate',
  'entente',
  'protocol',
  'protocole',
  'qwerty',
  'qwertyuiop',
  'qwertyuiopasdf',
  'azerty',
  'azertyuiop',
  'йцукен',
  'йцукенгшщзхъ',
  'asdfghjkl',
  'zxcvbnm',
  'iloveyou',
  'changeme',
  'secret',
  'default',
  'football',
  'sunshine',
  'princess',
  'dragon',
  'monkey',
  'master',
  'login',
  'correcthorsebatterystaple',
  'trustno',
  'abcdefghijkl',
  'abcdefghijklmnop',
  'test',
  'temp',
  'user',
  'guest',
  'hello',
]);

const LEET: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };

/** Whether a password is one of the first that would be tried; `known` is what everybody knows of the person. */
export function isCommon(password: string, known: readonly string[] = []): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  if (new Set(plain).size < 5) return true;
  if (isRun(plain)) return true;
  const letters = plain.replace(/[^\p{L}]/gu, '');
  // Digits and signs around a word are decoration; inside it they stand for letters.
  const core = plain.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '');
  const unleet = core.replace(/[01345@7$]/g, (sign) => LEET[sign] ?? sign).replace(/[^\p{L}]/gu, '');
  if ([letters, unleet].some((word) => STEMS.has(word) || STEMS.has(halved(word)))) return true;
  const stems = known
    .map((one) =>
      one
        .toLowerCase()
        .replace(/@.*$/, '')
        .replace(/[^\p{L}\p{N}]/gu, ''),
    )
    .filter((one) => one.length >= 4);
  const bare = plain.replace(/[^\p{L}\p{N}]/gu, '');
  // A name with a year behind it is the name.
  return stems.some((stem) => bare.includes(stem) && bare.length - stem.length < 6);
}

/** `123456789012`, `abcdefghijkl`. */
function isRun(text: string): boolean {
  const codes = [...text].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = codes.slice(1).filter((code, n) => Math.abs(code - codes[n]!) <= 1).length;
  return steps >= codes.length - 2;
}

/** `welcomewelcome` is `welcome`. */
function halved(word: string): string {
  const half = word.slice(0, word.length / 2);
  return half + half === word ? half : word;
}
