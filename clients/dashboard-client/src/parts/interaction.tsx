import type { Schemas } from '@crow/api';
import { Badge, type Tone } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { number } from '../format';
import { plain } from '../plain';
import { say } from '../strings';
import type { Column } from './table';
import { Time } from './time';

type Interaction = Schemas['Interaction'];

const TONES: Record<string, Tone> = {
  purchased: 'good',
  abandoned_checkout: 'bad',
  abandoned_cart: 'warm',
};

/** What a word of the API is called; unknown ones are shown as they are. */
export const wordFor = (words: Record<string, string>, key: string): string =>
  words[key] ?? plain(key.replaceAll('_', ' '), 60);

export const OutcomeBadge = ({ outcome }: { outcome: string }) => (
  <Badge tone={TONES[outcome] ?? 'plain'}>{wordFor(say.interactions.outcomes, outcome)}</Badge>
);

export const productNames = ({ products }: Interaction): string =>
  products.map(({ name, productId }) => plain(name ?? productId, 80)).join(', ');

export const interactionColumns: readonly Column<Interaction>[] = [
  {
    name: say.interactions.when,
    cell: ({ startedAt }) => <Time at={startedAt} />,
    text: ({ startedAt }) => startedAt,
  },
  {
    name: say.interactions.what,
    main: true,
    cell: ({ id, description }) => (
      <Link to="/interactions/$id" params={{ id }} search={{}} className="told">
        <bdi>{plain(description, 320)}</bdi>
      </Link>
    ),
    text: ({ description }) => plain(description, 5_000),
  },
  {
    name: say.interactions.outcome,
    cell: ({ outcome }) => <OutcomeBadge outcome={outcome} />,
    text: ({ outcome }) => outcome,
  },
  {
    name: say.interactions.products,
    cell: (interaction) => <bdi className="soft">{productNames(interaction)}</bdi>,
    text: productNames,
  },
  {
    name: say.interactions.events,
    numeric: true,
    cell: ({ eventCount }) => number(eventCount),
    text: ({ eventCount }) => String(eventCount),
  },
  {
    name: say.interactions.source,
    cell: ({ source }) => wordFor(say.interactions.sources, source),
    text: ({ source }) => source,
  },
];
