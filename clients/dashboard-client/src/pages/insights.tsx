import { answerOf, type Schemas } from '@crow/api';
import { Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAddress } from '../address';
import { api } from '../api';
import { growth } from '../figures';
import { day, money, number, percent } from '../format';
import { Card, PageFrame, Tile, Tiles } from '../parts/page';
import { KindBadge } from '../parts/pattern';
import { Loaded } from '../parts/states';
import { plain } from '../plain';
import { say } from '../strings';

type Figures = Schemas['InsightsFigures'];
type Insight = Schemas['InsightsInsight'];

export const Page = () => {
  const [address, change] = useAddress();
  const period = address.period ?? 'week';
  const query = useQuery({
    queryKey: ['insights', period, address.day],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/insights', {
          params: {
            query: { period, ...(address.day && period !== 'all_time' && { day: address.day }) },
          },
          signal,
        }),
      ),
  });
  return (
    <PageFrame title={say.insights.title} lead={say.insights.lead}>
      <div className="filters">
        <Select
          label={say.patterns.period}
          value={period}
          options={Object.entries(say.patterns.periods).map(([value, label]) => ({ value, label }))}
          onChange={({ target }) => change({ period: target.value })}
        />
        {period !== 'all_time' && (
          <Field
            label={say.patterns.anyDay}
            type="date"
            value={address.day ?? ''}
            onChange={({ target }) => change({ day: target.value })}
          />
        )}
      </div>
      <Loaded query={query} part={say.insights.title}>
        {(insights) => (
          <>
            <Card
              {...(insights.start && {
                title: say.patterns.of(period, day(insights.start), insights.end && day(insights.end)),
              })}
            >
              <p className="lead">
                <bdi>{plain(insights.summary, 4_000)}</bdi>
              </p>
            </Card>
            {insights.figures && <Numbers now={insights.figures} then={insights.previous} />}
            {insights.actions.length > 0 && <Actions actions={insights.actions} />}
            <div className="columns">
              <Group title={say.insights.fresh} insights={insights.fresh} />
              <Group title={say.insights.growing} insights={insights.growing} />
              <Group title={say.insights.fading} insights={insights.fading} />
              <Group title={say.insights.gone} insights={insights.gone} />
            </div>
          </>
        )}
      </Loaded>
    </PageFrame>
  );
};

const Numbers = ({ now, then }: { now: Figures; then: Figures | null | undefined }) => {
  const tile = (name: 'visits' | 'product' | 'cart' | 'checkout' | 'purchase') => {
    const change = then ? growth(now[name], then[name]) : undefined;
    return (
      <Tile
        label={say.insights.figures[name]}
        value={number(now[name])}
        {...(change !== undefined && {
          note: say.overview.change(percent(change), change >= 0),
          tone: change >= 0 ? ('good' as const) : ('bad' as const),
        })}
      />
    );
  };
  return (
    <Tiles>
      {tile('visits')}
      {tile('product')}
      {tile('cart')}
      {tile('checkout')}
      {tile('purchase')}
      {now.revenue.map(({ currency, minor }) => (
        <Tile key={currency} label={say.insights.revenue} value={money(minor, currency)} />
      ))}
    </Tiles>
  );
};

const Actions = ({ actions }: { actions: readonly Schemas['InsightsAction'][] }) => (
  <Card title={say.insights.actions}>
    <ol className="todo">
      {actions.map(({ priority, advice, because, patternId }) => (
        <li key={`${priority}-${patternId}`}>
          <strong>{plain(advice, 400)}</strong>
          <p>
            <bdi>{plain(because, 600)}</bdi>{' '}
            <Link to="/patterns/$id" params={{ id: patternId }} search={{}}>
              {say.insights.why}
            </Link>
          </p>
        </li>
      ))}
    </ol>
  </Card>
);

const Group = ({ title, insights }: { title: string; insights: readonly Insight[] }) =>
  insights.length > 0 && (
    <Card title={title}>
      <ul className="plain-list">
        {insights.map(({ patternId, kind, title: name, description }) => (
          <li key={patternId}>
            <KindBadge kind={kind} />{' '}
            <Link to="/patterns/$id" params={{ id: patternId }} search={{}}>
              <bdi>{plain(name, 200)}</bdi>
            </Link>
            <p className="soft">
              <bdi>{plain(description, 400)}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
