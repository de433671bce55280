import { answerOf, type Schemas } from '@crow/api';
import { Badge, Button, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { number } from '../format';
import { Form } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card, Facts } from '../parts/page';
import { Loaded } from '../parts/states';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { organizationQuery } from '../queries';
import { useMay } from '../session';
import { say } from '../strings';

const SORTS = ['rawSessions', 'interactions', 'patterns', 'chats', 'chatArtifacts'] as const;

export const RetentionSettings = () => {
  const query = useQuery(organizationQuery);
  return (
    <div className="columns">
      <Card title={say.settings.retention}>
        <p className="soft">{say.settings.retentionWhy}</p>
        <Loaded query={query}>{({ retention }) => <Retention given={retention} />}</Loaded>
      </Card>
      <div className="stack">
        <Preview />
        <Runs />
      </div>
    </div>
  );
};

const Retention = ({ given }: { given: Schemas['Retention'] }) => {
  const [days, setDays] = useState<Record<string, string>>(
    Object.fromEntries(SORTS.map((sort) => [sort, given[sort] ? String(given[sort]) : ''])),
  );
  const change = useChange(
    () =>
      answerOf(
        api.PATCH('/api/v1/organizations/me', {
          body: {
            retention: Object.fromEntries(
              Object.entries(days)
                .filter(([, value]) => value)
                .map(([sort, value]) => [sort, Number(value)]),
            ),
          },
        }),
      ),
    { touches: [['organization'], ['lifecycle']], done: say.common.saved },
  );
  return (
    <Form onSend={() => change.mutate(undefined)} error={change.error}>
      {SORTS.map((sort) => (
        <Field
          key={sort}
          label={say.settings.retained[sort]}
          type="number"
          min={1}
          max={3650}
          value={days[sort] ?? ''}
          placeholder={say.settings.keptForGood}
          onChange={({ target }) => setDays({ ...days, [sort]: target.value })}
        />
      ))}
      <Button type="submit" busy={change.isPending}>
        {say.common.save}
      </Button>
    </Form>
  );
};

/** What would go and what would be archived, were it done now. */
const Preview = () => {
  const allowed = useMay('settings:manage');
  const query = useQuery({
    queryKey: ['lifecycle', 'preview'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/interactions/lifecycle/preview', { signal })),
    enabled: allowed,
  });
  return (
    <Card title={say.settings.preview}>
      <Loaded query={query}>
        {({ retention, archive }) => (
          <Facts
            of={[
              [say.settings.goingSessions, number(retention.rawSessions)],
              [say.settings.goingInteractions, number(retention.rows + retention.archived)],
              [say.settings.toArchive, number(archive.rows)],
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
};

const Runs = () => {
  const query = useQuery({
    queryKey: ['lifecycle', 'runs'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/interactions/lifecycle/runs', { signal })),
  });
  return (
    <Card title={say.settings.runs}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="nothing">{say.settings.noRuns}</p>
          ) : (
            <ul className="plain-list">
              {items.slice(0, 10).map(({ id, kind, state, counts, startedAt, failure }) => (
                <li key={id}>
                  {wordFor(say.settings.runKinds, kind)}{' '}
                  <Badge tone={state === 'DONE' ? 'good' : 'warm'}>
                    {wordFor(say.products.states, state)}
                  </Badge>{' '}
                  <Time at={startedAt} />{' '}
                  <span className="soft">
                    {Object.entries(counts)
                      .map(([name, count]) => `${plain(name, 40)} ${number(count)}`)
                      .join(', ')}
                  </span>
                  {failure && <p className="kit-fault">{plain(failure, 200)}</p>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
