import type { View } from '../src/catalogue';
import { type Palette, SHAPES, type Shape } from './shapes';

/** Names of the colours that products come in. */
const COLOURS: Record<string, string> = {
  moss: '#5f7347',
  slate: '#566573',
  sand: '#c9ab79',
  sky: '#6f9fc4',
  ink: '#2c3e58',
  rust: '#b4552d',
  black: '#3b3d41',
  clay: '#b06f56',
  green: '#4c7a5b',
  fjord: '#2f6272',
  berry: '#8e3b56',
  cloudberry: '#dd8b2b',
  stone: '#8b877c',
  pine: '#35594a',
  oat: '#cdbb9b',
  plum: '#5c4668',
  steel: '#7d8d95',
  red: '#b23a36',
};

/** Colour mixed with another, `share` of it from 0 to 1. */
export const mixed = (colour: string, other: string, share: number): string => {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `#${[1, 3, 5]
    .map((at) => Math.round(part(colour, at) * (1 - share) + part(other, at) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
};

export const hexOf = (colour: string): string => {
  const hex = COLOURS[colour];
  if (!hex) {
    throw new Error(`no colour ${colour}`);
  }
  return hex;
};

const paletteOf = (colour: string): Palette => {
  const base = hexOf(colour);
  return {
    base,
    deep: mixed(base, '#101820', 0.38),
    light: mixed(base, '#ffffff', 0.55),
    trim: colour === 'cloudberry' || colour === 'rust' || colour === 'red' ? '#f4ead6' : '#eda63f',
  };
};

const backdrop = (tint: string) => `
<defs><radialGradient id="b" cx=".5" cy=".38" r=".75"><stop offset="0" stop-color="${mixed(tint, '#ffffff', 0.93)}"/><stop offset="1" stop-color="${mixed(tint, '#ece7dd', 0.78)}"/></radialGradient></defs>
<rect width="400" height="400" fill="url(#b)"/>`;

const front = (drawn: string, tint: string) =>
  `${backdrop(tint)}<ellipse cx="200" cy="352" rx="132" ry="15" fill="#22303a" opacity=".16"/><g transform="translate(20 18) scale(.9)">${drawn}</g>`;

/** What stands on the ground has its detail further down. */
const LOW = /shoe|boot|sandal|slipper|duffel|hip-bag|mat/;

const detail = (drawn: string, tint: string, shape: Shape) =>
  `${backdrop(tint)}<g transform="translate(-258 ${LOW.test(shape) ? -350 : -196}) scale(2.3)">${drawn}</g>`;

const outside = (drawn: string, tint: string) => `
<defs><linearGradient id="s" x2="0" y2="1"><stop offset="0" stop-color="#9fc0d2"/><stop offset=".75" stop-color="#f4e3c8"/></linearGradient></defs>
<rect width="400" height="400" fill="url(#s)"/><circle cx="312" cy="86" r="30" fill="#fff3d4" opacity=".9"/>
<path d="M0 226l74-92 46 54 62-96 88 124 52-56 78 70v170H0z" fill="#7c98a6"/>
<path d="M182 92l-27 42 16-8 12 14 14-16 20 10z" fill="#f7fafb"/>
<path d="M0 268q96-60 190-22t210-18v172H0z" fill="#55776c"/>
<path d="M0 316q120-46 240-12t160-14v110H0z" fill="${mixed(tint, '#2f4f41', 0.72)}"/>
<g fill="#27443a"><path d="M34 300l14-44 14 44zM60 310l12-36 12 36zM352 292l13-42 13 42z"/></g>
<ellipse cx="206" cy="366" rx="96" ry="11" fill="#13231e" opacity=".35"/>
<g transform="translate(74 110) scale(.66)">${drawn}</g>`;

/** A picture of a product as an SVG document that refers to nothing. */
export const picture = (shape: Shape, colour: string, view: View, title: string): string => {
  const drawn = SHAPES[shape](paletteOf(colour));
  const tint = hexOf(colour);
  const inner = { front, detail, outside }[view](drawn, tint, shape);
  const safe = title.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>${safe}</title>${inner}</svg>`
    .replace(/\n/g, '')
    .replace(/ \/>/g, '/>');
};

/** The landscape of the front page. */
export const hero = (): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 760" preserveAspectRatio="xMidYMax slice"><defs><linearGradient id="s" x2="0" y2="1"><stop offset="0" stop-color="#17384a"/><stop offset=".5" stop-color="#54808a"/><stop offset=".82" stop-color="#efc98f"/></linearGradient><linearGradient id="w" x2="0" y2="1"><stop offset="0" stop-color="#cfae83"/><stop offset="1" stop-color="#1c4250"/></linearGradient></defs>
<rect width="1600" height="760" fill="url(#s)"/><circle cx="1130" cy="386" r="62" fill="#ffe7bb"/><circle cx="1130" cy="386" r="120" fill="#ffe7bb" opacity=".18"/>
<path d="M640 520l150-196 62 70 140-230 150 214 66-72 130 150 90-84 172 148v240H640z" fill="#44697a"/>
<path d="M992 164l-52 86 30-16 22 26 26-30 36 18z" fill="#eef3f2"/><path d="M790 324l-34 44 20-8 14 16 18-18 16 8z" fill="#dfe8e8"/>
<path d="M480 560l190-128 120 84 150-104 180 118 160-60 320 130v160H480z" fill="#2b5260"/>
<path d="M0 548q260-70 520-18t560 10 520 12v208H0z" fill="url(#w)"/>
<path d="M700 604h380M840 632h300M600 660h420" stroke="#ffe7bb" stroke-width="3" opacity=".35"/>
<path d="M0 470q190-40 330 40t300 70q160 30 230 180H0z" fill="#16343a"/><path d="M1600 600q-200 20-330 80t-250 80h580z" fill="#122c32"/>
<g fill="#0f272c"><path d="M60 500l34-128 34 128zM140 520l26-100 26 100zM236 540l32-122 32 122zM330 570l24-92 24 92zM1480 650l26-104 26 104zM1400 676l22-84 22 84z"/></g>
<g transform="translate(458 520)"><path d="M0 84L56 0l58 84z" fill="#e08a2e"/><path d="M0 84L56 0l-18 84z" fill="#f4b565"/><path d="M56 26L40 84h34z" fill="#ffe9b5"/></g></svg>`.replace(
    /\n/g,
    '',
  );
