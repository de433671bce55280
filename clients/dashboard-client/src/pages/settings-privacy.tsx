import { answerOf, Problem, type Schemas } from '@crow/api';
import { Badge, Button, buttonLooks, Choice, Field, type Tone } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { dateTime } from '../format';
import { Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { organizationQuery } from '../queries';
import { useSession } from '../session';
import { say } from '../strings';

type Run = Schemas['PersonalDataRun'];
type Scope = Schemas['ErasureNewErasure']['scope'];

const SCOPES: readonly Scope[] = ['VISITOR', 'USER', 'ORGANIZATION'];
const TONES: Record<string, Tone> = { DONE: 'good', RUNNING: 'warm', WAITING: 'warm' };
const ERASURES = [['erasures']] as const;
const AGAIN = 3_000;

const isOpen = ({ state }: Run): boolean => state === 'WAITING' || state === 'RUNNING';

/** Everything held on somebody: to be given to them, or to be forgotten. */
export const PersonalData = () => (
  <>
    <div className="columns">
      <Export />
      <Erase />
    </div>
    <Erasures />
  </>
);

/** Who it is about. Of the organization there is only one. */
const useSubject = () => {
  const { organizationId } = useSession();
  const [scope, setScope] = useState<Scope>('VISITOR');
  const [typed, setTyped] = useState('');
  const subjectId = scope === 'ORGANIZATION' ? organizationId : typed.trim();
  const fields = (group: string, error: unknown) => (
    <>
      <fieldset>
        <legend className="kit-label">{say.privacy.whose}</legend>
        <div className="kit-choices">
          {SCOPES.map((one) => (
            <Choice key={one} name={group} checked={scope === one} onChange={() => setScope(one)}>
              {say.privacy.scopes[one]}
            </Choice>
          ))}
        </div>
      </fieldset>
      {scope !== 'ORGANIZATION' && (
        <Field
          label={say.privacy.ids[scope]}
          hint={say.privacy.idHints[scope]}
          value={typed}
          maxLength={200}
          fault={faultOf(error, 'subjectId')}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
    </>
  );
  return { scope, subjectId, fields };
};

const Export = () => {
  const { scope, subjectId, fields } = useSubject();
  const order = useChange(() =>
    answerOf(api.POST('/api/v1/exports/personal', { body: { scope, subjectId } })),
  );
  return (
    <Card title={say.privacy.export}>
      <p className="soft">{say.privacy.exportWhy}</p>
      <Form onSend={() => order.mutate(undefined)} error={order.error} fields={['subjectId']}>
        {fields('export-scope', order.error)}
        <Button type="submit" busy={order.isPending} disabled={!subjectId}>
          {say.privacy.exportStart}
        </Button>
      </Form>
      {order.data && <ExportRun key={order.data.id} first={order.data} />}
    </Card>
  );
};

const ExportRun = ({ first }: { first: Run }) => {
  const query = useQuery({
    queryKey: ['exports', 'personal', first.id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/exports/personal/{id}', { params: { path: { id: first.id } }, signal })),
    initialData: first,
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? AGAIN : false),
  });
  return (
    <Loaded query={query}>
      {(run) => (
        <div aria-live="polite" className="stack">
          <Progress of={run} />
          {run.state === 'DONE' && (
            <p>
              <a
                {...buttonLooks({ look: 'quiet' })}
                href={`/api/v1/exports/personal/${run.id}/download`}
                download
              >
                {say.privacy.download}
              </a>{' '}
              {run.expiresAt && <span className="soft">{say.privacy.expires(dateTime(run.expiresAt))}</span>}
            </p>
          )}
        </div>
      )}
    </Loaded>
  );
};

const Erase = () => {
  const { scope, subjectId, fields } = useSubject();
  const organization = useQuery(organizationQuery);
  const [confirm, setConfirm] = useState('');
  const order = useChange(
    async () => {
      const run = await answerOf(api.POST('/api/v1/erasures', { body: { scope, subjectId, confirm } }));
      setConfirm('');
      return run;
    },
    { touches: ERASURES, done: say.privacy.ordered },
  );
  const wanted = scope === 'ORGANIZATION' ? organization.data?.name : subjectId;
  return (
    <Card title={say.privacy.erase}>
      <p className="soft">{say.privacy.eraseWhy}</p>
      <Form onSend={() => order.mutate(undefined)} error={order.error} fields={['subjectId', 'confirm']}>
        {fields('erase-scope', order.error)}
        <Field
          label={scope === 'ORGANIZATION' ? say.privacy.confirmName : say.privacy.confirmId}
          value={confirm}
          autoComplete="off"
          fault={faultOf(order.error, 'confirm')}
          onChange={({ target }) => setConfirm(target.value)}
        />
        <Button
          type="submit"
          className="kit-button danger"
          busy={order.isPending}
          disabled={!wanted || confirm !== wanted}
        >
          {say.privacy.eraseStart}
        </Button>
      </Form>
    </Card>
  );
};

/** How far it is, service by service. */
const Progress = ({ of: run }: { of: Run }) => {
  const services = run.services ?? [];
  const done = services.filter(({ state }) => state === 'DONE').length;
  return (
    <div className="progress">
      <Badge tone={TONES[run.state] ?? 'plain'}>{wordFor(say.privacy.states, run.state)}</Badge>
      {services.length > 0 && (
        <>
          <progress max={services.length} value={done} aria-label={say.privacy.progress} />
          <span className="soft">{say.privacy.services(done, services.length)}</span>
        </>
      )}
      {run.state === 'WAITING' && <span className="soft">{say.privacy.begins(dateTime(run.beginsAt))}</span>}
    </div>
  );
};

const Erasures = () => {
  const [opened, setOpened] = useState<string>();
  const { query, more, isMoreComing } = usePagesOf(
    ['erasures'],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/erasures', { params: { query: { limit: 20, ...(cursor && { cursor }) } }, signal }),
      ),
    { refetchInterval: 5_000 },
  );
  const cancel = useChange(
    async (id: string) => void (await api.DELETE('/api/v1/erasures/{id}', { params: { path: { id } } })),
    { touches: ERASURES, done: say.privacy.takenBack },
  );
  const columns: readonly Column<Run>[] = [
    {
      name: say.privacy.ordered,
      cell: ({ createdAt }) => <Time at={createdAt} exact />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: say.privacy.whose,
      cell: ({ scope, subjectId }) => (
        <>
          {wordFor(say.privacy.scopes, scope)}{' '}
          <bdi className="soft">{scope === 'ORGANIZATION' ? '' : plain(subjectId ?? '', 80)}</bdi>
        </>
      ),
      text: ({ scope, subjectId }) => `${scope} ${subjectId ?? ''}`,
    },
    {
      name: say.privacy.state,
      cell: (run) => <Progress of={run} />,
      text: ({ state }) => state,
    },
    {
      name: say.common.actions,
      cell: (run) => (
        <span className="actions">
          <Button
            look="plain"
            size="small"
            aria-expanded={opened === run.id}
            onClick={() => setOpened(opened === run.id ? undefined : run.id)}
          >
            {say.privacy.details}
          </Button>
          {run.state === 'WAITING' && (
            <Button look="quiet" size="small" onClick={() => cancel.mutate(run.id)}>
              {say.privacy.takeBack}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Card title={say.privacy.erasures}>
      <ProblemNotice error={cancel.error} />
      <Loaded query={query}>
        {(runs) => (
          <DataTable
            caption={say.privacy.erasures}
            columns={columns}
            rows={runs}
            keyOf={({ id }) => id}
            file="erasures"
            more={more}
            isMoreComing={isMoreComing}
            empty={<p className="nothing">{say.privacy.none}</p>}
          />
        )}
      </Loaded>
      {opened && <ErasureDetails id={opened} />}
    </Card>
  );
};

const ErasureDetails = ({ id }: { id: string }) => {
  const query = useQuery({
    queryKey: ['erasures', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/erasures/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? AGAIN : false),
    retry: (failures, error) => !(error instanceof Problem) && failures < 2,
  });
  return (
    <Loaded query={query}>
      {(run) => (
        <section className="stack" aria-label={say.privacy.details}>
          <Progress of={run} />
          <ul className="plain-list">
            {(run.services ?? []).map(({ service, state, erased, remainsUntil }) => (
              <li key={service}>
                <strong>{plain(service, 60)}</strong>{' '}
                <Badge tone={TONES[state] ?? 'plain'}>{wordFor(say.privacy.states, state)}</Badge>{' '}
                <span className="soft">
                  {Object.entries(erased ?? {})
                    .map(([what, count]) => `${plain(what, 60)} ${count}`)
                    .join(', ')}
                  {Object.entries(remainsUntil ?? {})
                    .map(([what, until]) => ` ${say.privacy.remains(plain(what, 60), dateTime(until))}`)
                    .join('')}
                </span>
              </li>
            ))}
          </ul>
          {run.certificate !== undefined && run.certificate !== null && (
            <details>
              <summary>{say.privacy.certificate}</summary>
              <pre>{plain(JSON.stringify(run.certificate, null, 2), 20_000)}</pre>
            </details>
          )}
        </section>
      )}
    </Loaded>
  );
};
