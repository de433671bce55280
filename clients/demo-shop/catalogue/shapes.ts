/** Drawings of what the shop sells, in a box of 400 by 400. Each is made of a product's colours and nothing else. */

export interface Palette {
  /** The material. */
  base: string;
  /** Its shadows and seams. */
  deep: string;
  /** Its lit side. */
  light: string;
  /** Zips, laces, labels. */
  trim: string;
}

type Draw = (palette: Palette) => string;

const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
const line = (d: string, stroke: string, width = 3, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
const badge = (x: number, y: number, p: Palette) =>
  `<rect x="${x}" y="${y}" width="26" height="16" rx="3" fill="${p.trim}"/>${line(`M${x + 5} ${y + 12}l5-7 4 4 3-4 4 7`, p.deep, 1.8)}`;

interface Coat {
  hood?: boolean;
  quilted?: boolean;
  long?: boolean;
  vest?: boolean;
  soft?: boolean;
}

const coat =
  ({ hood, quilted, long, vest, soft }: Coat): Draw =>
  (p) => {
    const hem = long ? 352 : 318;
    const sleeves = vest
      ? ''
      : path(`M142 118C108 130 90 178 74 ${long ? 296 : 282}l38 12C124 244 136 214 150 186z`, p.deep) +
        path(`M258 118c34 12 52 60 68 ${long ? 178 : 164}l-38 12c-12-50-24-80-38-108z`, p.deep) +
        line(`M78 ${long ? 280 : 266}l38 12M322 ${long ? 280 : 266}l-38 12`, p.trim, 4, 'opacity=".75"');
    const body = `M146 112C166 100 234 100 254 112L276 ${hem - 8}Q200 ${hem + 10} 124 ${hem - 8}z`;
    const rows = quilted
      ? Array.from({ length: 6 }, (_, row) => {
          const y = 148 + row * (long ? 34 : 29);
          return line(
            `M${142 - row * 3} ${y}Q200 ${y + 12} ${258 + row * 3} ${y}`,
            p.deep,
            3,
            'opacity=".55"',
          );
        }).join('')
      : '';
    return (
      sleeves +
      path(body, p.base) +
      path(
        `M146 112C156 106 176 103 200 103L200 ${hem + 1}Q160 ${hem} 124 ${hem - 8}z`,
        p.light,
        'opacity=".35"',
      ) +
      rows +
      (hood
        ? path('M152 116C148 62 174 44 200 44s52 18 48 72C232 132 168 132 152 116z', p.base) +
          path('M168 112C166 78 182 66 200 66s34 12 32 46C222 124 178 124 168 112z', p.deep)
        : path('M164 110C166 90 234 90 236 110 226 128 174 128 164 110z', p.deep)) +
      line(`M200 ${hood ? 118 : 112}V${hem}`, p.trim, 4) +
      (soft ? path(`M216 150h34l4 40h-38z`, p.deep, 'opacity=".55"') : line('M218 160l30-6', p.trim, 3)) +
      line(`M148 ${hem - 78}l-10 46M252 ${hem - 78}l10 46`, p.deep, 4) +
      badge(160, 158, p)
    );
  };

const trousers =
  (kind: 'long' | 'zip' | 'tight' | 'shorts'): Draw =>
  (p) => {
    const end = kind === 'shorts' ? 226 : 352;
    const slim = kind === 'tight' ? 14 : 0;
    const leg = kind === 'shorts' ? 10 : 0;
    return (
      path(
        `M134 66h132l${6 - slim + leg} ${end - 66}h-${54 - slim}L200 168l-${18 - slim / 2} ${end - 168}h-${54 - slim}z`,
        p.base,
      ) +
      path(`M134 66h66v102l-${18 - slim / 2} ${end - 168}h-${54 - slim}z`, p.light, 'opacity=".35"') +
      path('M132 62h136v22H132z', p.deep) +
      `<rect x="190" y="60" width="20" height="26" rx="4" fill="${p.trim}"/>` +
      line('M200 90v58', p.deep, 3) +
      (kind === 'tight'
        ? line(`M150 96L142 ${end - 14}M250 96L258 ${end - 14}`, p.trim, 3, 'opacity=".7"')
        : line('M146 92c4 20-2 32-14 40M254 92c-4 20 2 32 14 40', p.deep, 4)) +
      (kind === 'zip' ? line('M128 236l58 2M214 238l58-2', p.trim, 4, 'stroke-dasharray="7 5"') : '') +
      (kind === 'long'
        ? path('M136 188h34v46h-34z', p.deep, 'opacity=".45"') +
          path('M230 188h34v46h-34z', p.deep, 'opacity=".45"')
        : '') +
      badge(224, 108, p)
    );
  };

const shirt =
  ({ long, collar, checked }: { long?: boolean; collar?: boolean; checked?: boolean }): Draw =>
  (p) =>
    (long
      ? path('M142 104C112 118 98 190 84 294l34 8c10-62 22-96 34-122z', p.deep) +
        path('M258 104c30 14 44 86 58 190l-34 8c-10-62-22-96-34-122z', p.deep)
      : path('M142 104C112 112 96 140 82 178l46 22 24-36z', p.deep) +
        path('M258 104c30 8 46 36 60 74l-46 22-24-36z', p.deep)) +
    path('M142 102c18-8 24-10 32-12 8 18 44 18 52 0 8 2 14 4 32 12l6 226q-64 12-128 0z', p.base) +
    path('M142 102c18-8 24-10 32-12 4 9 14 14 26 14v230q-34 0-64-6z', p.light, 'opacity=".35"') +
    (checked
      ? [128, 160, 192, 224, 256, 288]
          .map((y) => line(`M138 ${y}h124`, p.trim, 5, 'opacity=".35"'))
          .join('') +
        [160, 186, 214, 240].map((x) => line(`M${x} 104v224`, p.deep, 5, 'opacity=".35"')).join('')
      : '') +
    (collar
      ? path('M170 86l30 22 30-22 10 18-24 26-16-20-16 20-24-26z', p.deep) +
        line('M200 112v212', p.deep, 3) +
        [146, 184, 222, 260].map((y) => `<circle cx="200" cy="${y}" r="4" fill="${p.trim}"/>`).join('')
      : line('M172 92c8 22 48 22 56 0', p.deep, 6)) +
    (collar ? '' : badge(218, 148, p));

const socks: Draw = (p) => {
  const sock = (dx: number, dy: number) =>
    `<g transform="translate(${dx} ${dy})">` +
    path('M150 70h62v124c0 16 8 22 26 34l38 26c24 18 8 54-22 48l-74-22c-20-6-30-16-30-40z', p.base) +
    path('M150 70h30v210c-20-6-30-16-30-40z', p.light, 'opacity=".4"') +
    path('M148 66h66v30h-66z', p.deep) +
    path('M276 254c24 18 8 54-22 48l-20-6c-2-26 12-42 30-50z', p.deep) +
    line('M150 112h62M150 126h62', p.trim, 4) +
    '</g>';
  return sock(22, -8) + sock(-46, 24);
};

const gaiter: Draw = (p) =>
  path('M134 92q66-26 132 0l12 196q-78 34-156 0z', p.base) +
  path('M134 92q30-12 66-13v221q-44-1-78-12z', p.light, 'opacity=".35"') +
  `<ellipse cx="200" cy="94" rx="66" ry="20" fill="${p.deep}"/>` +
  [140, 180, 220, 260].map((y) => line(`M130 ${y}q70 26 140 0`, p.deep, 3, 'opacity=".5"')).join('') +
  line('M128 276q72 30 144 0', p.trim, 5) +
  badge(214, 196, p);

const shoe =
  (kind: 'trail' | 'boot' | 'winter' | 'rubber' | 'approach'): Draw =>
  (p) => {
    const high = kind === 'boot' || kind === 'winter' || kind === 'rubber';
    const top = kind === 'rubber' ? 74 : high ? 112 : 168;
    const upper = high
      ? `M96 ${top}h96v${168 - top}c6 40 20 62 52 74l62 26c22 8 26 26 24 42H92c-6-40-4-90 4-142z`
      : 'M96 168h84c6 40 24 62 64 74l70 26c22 8 26 26 24 42H92c-8-40-4-90 4-142z';
    const laces =
      kind === 'rubber'
        ? line('M98 240q50 14 100-8', p.deep, 4)
        : Array.from({ length: high ? 5 : 3 }, (_, i) => {
            const y = (high ? 140 : 190) + i * 19;
            const x = (high ? 184 : 186) + i * (high ? 8 : 16);
            return line(`M${x - 34} ${y + 8}L${x + 6} ${y}`, p.trim, 5);
          }).join('');
    return (
      path(upper, p.base) +
      path(`M96 ${top}h34v${168 - top}c-4 50-6 100 0 142H92c-8-40-4-90 4-142z`, p.light, 'opacity=".35"') +
      path('M250 254c26 4 52 10 66 18 14 8 18 22 16 36h-98c-6-26 2-44 16-54z', p.deep, 'opacity=".8"') +
      (kind === 'winter'
        ? path(`M88 ${top - 16}q52-18 112 0l2 30q-60 16-116 0z`, '#f1ece2')
        : path(`M94 ${top - 8}h${high ? 100 : 88}v18H92z`, p.deep)) +
      laces +
      path('M84 300h262c10 0 12 26 0 30l-250 4c-16 0-20-26-12-34z', p.deep) +
      (kind === 'trail' || kind === 'approach' || high
        ? Array.from(
            { length: 10 },
            (_, i) => `<rect x="${100 + i * 24}" y="328" width="15" height="10" rx="3" fill="${p.deep}"/>`,
          ).join('')
        : '') +
      line('M92 306h250', p.trim, 3, 'opacity=".8"') +
      badge(112, high ? 210 : 226, p)
    );
  };

const sandal: Draw = (p) =>
  path('M70 284c60-30 210-34 262-14 22 10 18 44-8 48-80 10-170 10-248 2-18-4-20-30-6-36z', p.deep) +
  path('M74 278c60-28 206-32 258-12 14 8 8 24-8 28-80 10-170 10-248 2-16-4-14-14-2-18z', p.light) +
  line('M108 268c10-60 60-92 98-56M206 212c40-10 76 8 92 46', p.base, 26) +
  line('M206 212c-14 20-24 40-26 66', p.base, 22) +
  line('M108 262c12-52 56-80 92-50M212 214c34-8 66 8 80 40', p.trim, 4) +
  `<rect x="196" y="196" width="30" height="26" rx="6" fill="${p.trim}"/>`;

const slipper: Draw = (p) =>
  path(
    'M78 276c-4-36 18-64 60-66 36 0 46 26 88 26 58 0 104 16 108 60 2 22-10 30-30 30H104c-22 0-24-24-26-50z',
    p.base,
  ) +
  path('M84 252c8-30 34-44 62-40 22 4 34 16 54 22-34 12-84 30-116 18z', p.deep) +
  path('M208 236c64-4 118 14 124 58 0 12-4 20-10 24-48-4-104-30-114-82z', p.light, 'opacity=".5"') +
  path('M76 306h262c4 20-10 26-30 26H104c-20 0-30-8-28-26z', p.deep) +
  line('M226 258q40 2 68 22M216 276q40 4 70 24', p.trim, 4);

const pack =
  (litres: 22 | 45 | 65): Draw =>
  (p) => {
    const top = litres === 22 ? 104 : litres === 45 ? 76 : 52;
    const side = litres === 22 ? 112 : 104;
    return (
      line(`M176 ${top}c0-34 48-34 48 0`, p.deep, 9) +
      path(`M${side - 12} 214c-18 6-22 60-10 100l26 4V206z`, p.deep) +
      path(`M${412 - side} 214c18 6 22 60 10 100l-26 4V206z`, p.deep) +
      path(
        `M${side} ${top + 60}Q${side} ${top} 200 ${top}t${200 - side} ${top + 60 - top}V318q0 24-24 24H${side + 24}q-24 0-24-24z`,
        p.base,
      ) +
      path(
        `M${side} ${top + 60}Q${side} ${top} 200 ${top}V342H${side + 24}q-24 0-24-24z`,
        p.light,
        'opacity=".3"',
      ) +
      (litres > 22
        ? path(`M${side - 4} ${top + 56}q0-58 ${204 - side} -58t${204 - side} 58v18H${side - 4}z`, p.deep) +
          line(`M160 ${top + 64}v56M240 ${top + 64}v56`, p.trim, 6)
        : line(`M132 ${top + 74}Q200 ${top + 4} 268 ${top + 74}`, p.trim, 4)) +
      path(
        `M${side + 24} 232h${352 - 2 * side}v70q0 18-18 18H${side + 42}q-18 0-18-18z`,
        p.deep,
        'opacity=".6"',
      ) +
      line(`M${side + 24} 236h${352 - 2 * side}`, p.trim, 4) +
      (litres === 65 ? line('M96 186l-14 70M304 186l14 70', p.trim, 5) : '') +
      badge(187, litres === 22 ? 192 : 196, p)
    );
  };

const hipBag: Draw = (p) =>
  line('M110 214C40 190 46 120 120 118q80-4 160 0c74 2 80 72 10 96', p.deep, 12) +
  path('M98 196q102-40 204 0c16 8 12 76-10 96-30 24-154 24-184 0-22-20-26-88-10-96z', p.base) +
  path('M98 196q50-20 102-20v134c-40 0-78-6-92-18-22-20-26-88-10-96z', p.light, 'opacity=".3"') +
  line('M108 214q92-34 184 0', p.trim, 5) +
  path('M130 246h140c6 24-4 40-20 46q-50 10-100 0c-16-6-26-22-20-46z', p.deep, 'opacity=".6"') +
  `<rect x="182" y="106" width="36" height="22" rx="5" fill="${p.trim}"/>` +
  badge(187, 258, p);

const dryBag: Draw = (p) =>
  path('M126 132h148l12 190q-86 34-172 0z', p.base) +
  path('M126 132h74v204q-46 0-86-14z', p.light, 'opacity=".4"') +
  path('M118 96h164v40H118z', p.deep) +
  line('M118 110h164M118 122h164', p.light, 2, 'opacity=".5"') +
  line('M118 104C92 70 140 48 176 56M282 104c26-34-22-56-58-48', p.deep, 9) +
  `<rect x="170" y="42" width="60" height="26" rx="7" fill="${p.deep}"/>` +
  path('M168 190h64v74h-64z', p.deep, 'opacity=".35"') +
  badge(187, 218, p);

const duffel: Draw = (p) =>
  line('M136 190c0-100 128-100 128 0', p.deep, 12) +
  path('M78 184q122-28 244 0c20 6 22 110 0 122q-122 24-244 0c-22-12-20-116 0-122z', p.base) +
  path('M78 184q60-14 122-14v146q-64 0-122-10c-22-12-20-116 0-122z', p.light, 'opacity=".3"') +
  path('M74 186c-18 8-20 108 0 118q18 6 26 8V178z', p.deep) +
  path('M326 186c18 8 20 108 0 118q-18 6-26 8V178z', p.deep) +
  line('M110 200q90-16 180 0', p.trim, 5) +
  line('M146 178v136M254 178v136', p.trim, 9, 'opacity=".75"') +
  badge(187, 246, p);

const tent: Draw = (p) =>
  path('M200 92L60 312h280z', p.base) +
  path('M200 92L60 312h96z', p.light, 'opacity=".45"') +
  path('M200 92l140 220h-62z', p.deep, 'opacity=".55"') +
  path('M200 150l-48 162h96z', p.deep) +
  path('M200 150l-48 162h30c4-60 8-110 18-162z', '#f3d9a0', 'opacity=".85"') +
  line('M200 92v-14M60 312l-26 14M340 312l26 14M130 202l-70 40M270 202l70 40', p.trim, 3) +
  line('M60 312Q140 130 200 92Q260 130 340 312', p.trim, 4, 'opacity=".8"');

const sleepingBag: Draw = (p) =>
  path(
    'M150 66c34-26 92-14 108 26 16 42 2 96-6 140l-18 92c-8 26-64 26-72 0l-18-92c-10-50-28-132 6-166z',
    p.base,
  ) +
  path(
    'M150 66c14-10 30-14 48-14v292c-18 0-34-6-38-20l-16-92c-10-50-28-132 6-166z',
    p.light,
    'opacity=".35"',
  ) +
  path('M164 92c16-22 62-20 72 4 8 22 2 46-36 46s-48-26-36-50z', p.deep) +
  [170, 204, 238, 272, 306]
    .map((y) =>
      line(`M${138 + (y - 170) / 6} ${y}q60 16 ${124 - (y - 170) / 3} 0`, p.deep, 3, 'opacity=".55"'),
    )
    .join('') +
  line('M244 130c6 50-12 120-22 196', p.trim, 4);

const mat: Draw = (p) =>
  path('M64 244L262 130q70-10 80 44L142 296z', p.base) +
  path('M64 244L262 130q30-4 48 4L100 262z', p.light, 'opacity=".45"') +
  Array.from({ length: 6 }, (_, i) =>
    line(`M${96 + i * 33} ${228 - i * 19}l78 46`, p.deep, 4, 'opacity=".45"'),
  ).join('') +
  `<circle cx="103" cy="272" r="44" fill="${p.deep}"/><circle cx="103" cy="272" r="31" fill="${p.base}"/><circle cx="103" cy="272" r="19" fill="${p.deep}"/><circle cx="103" cy="272" r="8" fill="${p.trim}"/>` +
  line('M122 232l20 64', p.trim, 7);

const stove: Draw = (p) =>
  path('M150 242h100v66q0 22-50 22t-50-22z', p.base) +
  path('M150 242h50v88q-50 0-50-22z', p.light, 'opacity=".35"') +
  `<ellipse cx="200" cy="242" rx="50" ry="15" fill="${p.deep}"/>` +
  path('M188 194h24v48h-24z', '#9aa3a6') +
  line('M200 200l-72-36V146M200 200l72-36V146M200 196v-44', '#7c868a', 9) +
  `<ellipse cx="200" cy="178" rx="34" ry="10" fill="#5f696d"/>` +
  path('M176 172c-6-26 12-30 10-54 18 12 16 28 22 36 4-8 6-12 6-18 14 14 14 28 6 38z', '#f0a13c') +
  path('M190 172c-2-14 8-18 8-30 10 8 10 22 6 30z', '#fbe3a4') +
  line('M212 222h58', '#7c868a', 6) +
  `<rect x="268" y="214" width="28" height="16" rx="8" fill="${p.trim}"/>` +
  badge(187, 280, p);

const headlamp: Draw = (p) =>
  line('M84 216C84 90 316 90 316 216', p.base, 28) +
  line('M84 216C84 90 316 90 316 216', p.trim, 4, 'stroke-dasharray="10 9"') +
  path('M138 190h124q18 0 18 18v58q0 22-22 22H142q-22 0-22-22v-58q0-18 18-18z', p.deep) +
  `<circle cx="178" cy="238" r="34" fill="${p.base}"/><circle cx="178" cy="238" r="25" fill="#fff5cf"/><circle cx="178" cy="238" r="11" fill="#ffe08a"/>` +
  `<circle cx="238" cy="226" r="13" fill="#fff5cf"/><rect x="224" y="252" width="30" height="12" rx="6" fill="${p.trim}"/>`;

const mug: Draw = (p) =>
  line('M262 168c58-10 66 96-6 100', p.deep, 17) +
  path('M114 128h156l-10 178q-2 20-22 20h-92q-20 0-22-20z', p.base) +
  path('M114 128h60l4 198h-32q-20 0-22-20z', p.light, 'opacity=".4"') +
  `<ellipse cx="192" cy="128" rx="78" ry="21" fill="${p.deep}"/><ellipse cx="192" cy="131" rx="66" ry="15" fill="#4a3323"/>` +
  line('M114 128q78 40 156 0', p.trim, 5) +
  line('M154 226l22-34 16 20 14-22 26 36', p.trim, 5) +
  line('M168 92q-10-16 2-30M206 90q-10-16 2-30', '#ffffff', 5, 'opacity=".55"');

const lantern: Draw = (p) =>
  line('M146 128C146 40 254 40 254 128', p.deep, 8) +
  path('M140 124h120l8 30H132z', p.base) +
  path('M144 154h112v110H144z', '#fdf0c4') +
  path('M176 250c-12-40 22-44 20-78 26 20 36 54 16 78z', '#ffd169') +
  line('M144 154v110M256 154v110M200 154v110', p.deep, 5, 'opacity=".55"') +
  path('M128 264h144l12 52q-84 24-168 0z', p.base) +
  path('M128 264h72v64q-46 0-84-12z', p.light, 'opacity=".35"') +
  `<circle cx="200" cy="296" r="13" fill="${p.trim}"/>`;

/** By the name that `words.json` uses. */
export const SHAPES = {
  'rain-jacket': coat({ hood: true }),
  'down-jacket': coat({ hood: true, quilted: true }),
  windbreaker: coat({}),
  fleece: coat({ soft: true }),
  parka: coat({ hood: true, long: true }),
  vest: coat({ vest: true, quilted: true }),
  softshell: coat({ hood: true, soft: true }),
  trousers: trousers('long'),
  'zip-off': trousers('zip'),
  leggings: trousers('tight'),
  shorts: trousers('shorts'),
  tee: shirt({}),
  'long-sleeve': shirt({ long: true }),
  'sun-shirt': shirt({ long: true, collar: true }),
  flannel: shirt({ long: true, collar: true, checked: true }),
  socks,
  gaiter,
  'trail-shoe': shoe('trail'),
  'approach-shoe': shoe('approach'),
  boot: shoe('boot'),
  'winter-boot': shoe('winter'),
  'rubber-boot': shoe('rubber'),
  sandal,
  slipper,
  daypack: pack(22),
  backpack: pack(45),
  'trekking-pack': pack(65),
  'hip-bag': hipBag,
  'dry-bag': dryBag,
  duffel,
  tent,
  'sleeping-bag': sleepingBag,
  mat,
  stove,
  headlamp,
  mug,
  lantern,
} satisfies Record<string, Draw>;

export type Shape = keyof typeof SHAPES;
