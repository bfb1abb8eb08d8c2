import type { Side } from '@consilium/domain';

/** Characters of a title that is made of a question's words. */
const titleLength = 60;

/** The first words of a question as its title, whole words alone: "Mole on left forearm, excise it now". */
export function titleFrom(question: string): string {
  const sentence = (/^[^.?!\n]*/u.exec(question.trim())?.[0] ?? '').replace(/\s+/gu, ' ').trim();
  const words = sentence === '' ? question.trim().replace(/\s+/gu, ' ') : sentence;
  if (words.length <= titleLength) return words;
  const cut = words.slice(0, titleLength + 1);
  const end = cut.lastIndexOf(' ');
  return `${cut.slice(0, end > 0 ? end : titleLength).replace(/[\s,;:–-]+$/u, '')}…`;
}

/** Parts of the body that have two sides. */
const parts = [
  ...[
    'abdomen',
    'ankle',
    'antecubital fossa',
    'arm',
    'armpit',
    'axilla',
    'breast',
    'buttock',
    'calf',
    'cheek',
    'chest',
  ],
  ...[
    'clavicle',
    'collarbone',
    'cornea',
    'disc',
    'ear',
    'elbow',
    'eye',
    'eyebrow',
    'eyelid',
    'finger',
    'flank',
    'foot',
  ],
  ...['forearm', 'fundus', 'great toe', 'groin', 'hand', 'heel', 'hip', 'iris', 'jaw', 'knee', 'leg', 'little finger'],
  ...['lung', 'macula', 'nipple', 'nostril', 'optic disc', 'palm', 'pupil', 'retina', 'ring finger', 'scapula', 'shin'],
  ...['shoulder', 'sole', 'temple', 'thigh', 'thumb', 'thumbnail', 'toe', 'toenail', 'tonsil', 'wrist'],
];
const nearer = 'upper|lower|inner|outer|medial|lateral|proximal|distal|dorsal|ventral|anterior|posterior|index|middle';
const sided = new RegExp(`\\b(left|right)\\s+((?:(?:${nearer})\\s+){0,2}(?:${parts.join('|')}))\\b`, 'giu');
const anySide = /\b(?:left|right|both|bilateral|bilaterally|l|r)\b/giu;

/**
 * Where a question says that it is: "mole on left forearm". Only where a side is named once, before a part of the body: with
 * anything else the side could be the wrong one, and is asked.
 */
export function placeInLine(line: string): { readonly side: Side; readonly site: string } | undefined {
  const found = [...line.matchAll(sided)];
  const [, side = '', site = ''] = found[0] ?? [];
  if (found.length !== 1 || [...line.matchAll(anySide)].length !== 1) return undefined;
  return { side: side.toLowerCase() === 'left' ? 'left' : 'right', site: site.toLowerCase().replace(/\s+/gu, ' ') };
}
