import type { Review } from '../src/catalogue';

/** What customers of the invented shop write, by kind of product. Stars, a title, a text. */
type Line = readonly [stars: number, title: string, text: string];

const ANY: readonly Line[] = [
  [
    5,
    'Would buy it again tomorrow',
    'Used it every weekend since it came. It looks new, which is more than I can say for myself.',
  ],
  [
    5,
    'Exactly as described',
    'No surprises, and I mean that as praise. Well made, sensibly packed, here in three days.',
  ],
  [
    4,
    'Very good, small quibble',
    'Does everything it should. I would have liked one more colour to choose from, hence four stars.',
  ],
  [5, 'A present that was kept', 'Bought it for my sister, who sends everything back. This one stayed.'],
  [
    3,
    'Good, not cheap',
    'Quality is fine and it does the job. For this price I had hoped for a little more.',
  ],
  [4, 'Solid', 'Second one from this shop and again nothing to complain about after half a year.'],
  [2, 'Not for me', 'Decent material, but it did not suit me and I sent it back. The refund was quick.'],
];

const KINDS: Record<string, readonly Line[]> = {
  jackets: [
    [
      5,
      'Stayed dry, stayed happy',
      'Four days of drizzle on the Kungsleden and my shirt was dry every evening.',
    ],
    [
      4,
      'Great cut, runs a bit large',
      'I am usually between sizes and the smaller one was right. Sleeves are long enough at last.',
    ],
    [
      5,
      'My new everyday jacket',
      'Bought for hiking, worn to work. The pockets are where hands expect them.',
    ],
    [3, 'Zip needs two hands', 'Warm and light, but the zip catches near the top if you are in a hurry.'],
  ],
  trousers: [
    [5, 'Finally, knees that bend', 'High steps without pulling at the waist. I have thrown out the others.'],
    [4, 'Quick to dry', 'Waded a stream at ten, dry at eleven. The pockets could be deeper.'],
    [4, 'Comfortable from the first day', 'No breaking in. Size was true to the table.'],
  ],
  'base-layers': [
    [5, 'Does not smell', 'Five days, one shirt, same tent. My partner can confirm.'],
    [5, 'Soft', 'I normally itch in wool and this does not itch at all.'],
    [3, 'Delicate', 'Lovely to wear, but be careful with hook-and-loop, it pulls threads.'],
  ],
  footwear: [
    [5, 'No blisters', 'Twenty kilometres on the first day, against all advice, and not one blister.'],
    [
      4,
      'Order half a size up',
      'Good grip on wet rock. I took one size larger for thick socks and it is perfect.',
    ],
    [4, 'Holds on wet roots', 'Which is all I wanted from it. The laces are a bit long.'],
    [2, 'Too narrow for me', 'Well made, but my feet are wide. Sent back without trouble.'],
  ],
  packs: [
    [5, 'Carries well', 'You notice the weight only when you take it off.'],
    [4, 'Thought through', 'Every pocket has a reason. I only miss a loop for a light.'],
    [5, 'Survived a night in the rain', 'Everything inside was dry, including the book.'],
  ],
  camp: [
    [5, 'Small, light, works', 'Three nights out and it did what it says. Packs down really small.'],
    [4, 'Good value', 'There is lighter gear, but not for this money.'],
    [5, 'The children fight over it', 'So now we own two.'],
  ],
};

const PEOPLE = [
  'Ingrid B.',
  'Jonas K.',
  'Amélie R.',
  'Piotr W.',
  'Sanne V.',
  'Lukas M.',
  'Freya H.',
  'Tomáš N.',
  'Elena G.',
  'Oskar L.',
  'Maud D.',
  'Henrik S.',
  'Chiara P.',
  'Noor A.',
  'Ruben T.',
  'Signe J.',
];

/** The same for the same text, on every machine. */
const numberOf = (text: string): number => {
  let hash = 2166136261;
  for (const letter of text) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return hash;
};

/** Three to six reviews of a product, the newest first. */
export const reviewsOf = (id: string, category: string): Review[] => {
  const lines = [...(KINDS[category] ?? []), ...ANY];
  const order = lines
    .map((line) => ({ line, place: numberOf(`${id} ${line[1]}`) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, 3 + (numberOf(id) % 4));
  const people = PEOPLE.map((name) => ({ name, place: numberOf(`${name} ${id}`) })).sort(
    (a, b) => a.place - b.place,
  );
  return order
    .map(({ line: [stars, title, text], place }, index) => ({
      stars,
      title,
      text,
      author: people[index]?.name ?? '',
      date: new Date(Date.UTC(2026, 9, 28 - (place % 240))).toISOString().slice(0, 10),
    }))
    .sort((a, b) => b.date.localeCompare(a.date));
};
