import type { Schemas } from '@crow/api';
import { Badge, type Tone } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { figures, number, percent } from '../format';
import { plain } from '../plain';
import { say } from '../strings';
import { wordFor } from './interaction';

type Pattern = Schemas['Pattern'];
type Statistics = Schemas['PatternStatistics'];

const TONES: Record<string, Tone> = { new: 'good', growing: 'warm', fading: 'plain', gone: 'plain' };

export const StatusBadge = ({ status }: { status: string }) => (
  <Badge tone={TONES[status] ?? 'plain'}>{wordFor(say.patterns.statuses, status)}</Badge>
);

export const KindBadge = ({ kind }: { kind: string }) => <Badge>{wordFor(say.patterns.kinds, kind)}</Badge>;

/** Patterns as cards: what it is, how sure, and what to do about it. */
export const PatternList = ({ patterns }: { patterns: readonly Pattern[] }) => (
  <ul className="patterns">
    {patterns.map((pattern) => (
      <li key={pattern.id}>
        <div className="badges">
          <StatusBadge status={pattern.status} />
          <KindBadge kind={pattern.kind} />
        </div>
        <h3>
          <Link to="/patterns/$id" params={{ id: pattern.id }} search={{}}>
            <bdi>{plain(pattern.title, 200)}</bdi>
          </Link>
        </h3>
        <p>
          <bdi>{plain(pattern.description, 600)}</bdi>
        </p>
        <RateBars statistics={pattern.statistics} />
        {pattern.advice && <p className="advice">{plain(pattern.advice, 400)}</p>}
      </li>
    ))}
  </ul>
);

/**
 * Two shares beside each other, each with the range it may really lie in. Both are drawn to the same
 * length, which the larger end of their ranges fills.
 */
export const RateBars = ({ statistics: { support, baseline } }: { statistics: Statistics }) => {
  const whole = Math.max(support.high, baseline.high, Number.EPSILON);
  return (
    <dl className="rates">
      <Rate label={say.patterns.here} measured={support} whole={whole} strong />
      <Rate label={say.patterns.otherwise} measured={baseline} whole={whole} />
    </dl>
  );
};

const Rate = ({
  label,
  measured: { count, of, rate, low, high },
  whole,
  strong,
}: {
  label: string;
  measured: Schemas['StatisticsMeasured'];
  whole: number;
  strong?: boolean;
}) => {
  const place = (value: number) => Math.min(100, (100 * value) / whole);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <svg
          viewBox="0 0 100 8"
          preserveAspectRatio="none"
          aria-hidden="true"
          data-strong={strong || undefined}
        >
          <rect className="rate-ground" width="100" height="8" rx="1" />
          <rect className="rate-value" width={place(rate)} height="8" rx="1" />
          <line className="rate-range" x1={place(low)} x2={place(high)} y1="4" y2="4" />
        </svg>
        <span title={say.patterns.between(percent(low), percent(high))}>
          {percent(rate)} <small className="soft">{say.patterns.countOf(number(count), number(of))}</small>
        </span>
      </dd>
    </div>
  );
};

/** What the statistics say, in words for people who know statistics. */
export const statisticFacts = ({
  difference,
  ratio,
  effect,
  pValue,
  falseDiscoveryRate,
}: Statistics): [string, string][] => [
  [say.patterns.difference, say.patterns.points(figures(difference.value * 100), range(difference))],
  [say.patterns.ratio, `× ${figures(ratio)}`],
  [say.patterns.effect, figures(effect)],
  [say.patterns.pValue, figures(pValue)],
  [say.patterns.falseDiscovery, percent(falseDiscoveryRate)],
];

const range = ({ low, high }: { low: number; high: number }): string =>
  `${figures(low * 100)} – ${figures(high * 100)}`;
