import { describe, expect, it } from 'vitest';
import type { PaperLanguage } from '../papers.registry.js';
import { named, type NamePart } from './named.rules.js';

describe('a name in a sentence', () => {
  it.each<[PaperLanguage, NamePart, string, string]>([
    ['en', 'of', 'Senate of Kestria', 'the Senate of Kestria'],
    ['en', 'subject', 'the Senate', 'The Senate'],
    ['fr', 'to', 'Sénat de Kestrie', 'au Sénat de Kestrie'],
    ['fr', 'of', 'Chambre des représentants', 'de la Chambre des représentants'],
    ['fr', 'to', 'Assemblée nationale', 'à l’Assemblée nationale'],
    ['fr', 'to', 'États généraux de l’Orvelle', 'aux États généraux de l’Orvelle'],
    ['fr', 'subject', 'Parlement d’Orvanie', 'Le Parlement d’Orvanie'],
    ['fr', 'of', 'Vouli', 'de Vouli'],
    ['ru', 'to', 'Сенат Кестрии', 'Сенату Кестрии'],
    ['ru', 'of', 'Палата представителей Национального собрания', 'Палаты представителей Национального собрания'],
    ['ru', 'to', 'Национальное собрание Терсланда', 'Национальному собранию Терсланда'],
    ['ru', 'to', 'Генеральные штаты Орвеля', 'Генеральным штатам Орвеля'],
    ['ru', 'of', 'Великий хурал', 'Великого хурала'],
    ['ru', 'subject', 'Сенат Кестрии', 'Сенат Кестрии'],
    ['ru', 'to', 'Вули', 'Вули'],
    ['ar', 'to', 'مجلس الشيوخ', 'مجلس الشيوخ'],
  ])('%s, %s: %s', (language, part, name, said) => expect(named(name, part, language)).toBe(said));
});
