import { answerOf, type Schemas } from '@crow/api';
import { Badge, Button, Field, type Tone } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api';
import { useChange } from '../changes';
import { number } from '../format';
import { Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { say } from '../strings';

type Job = Schemas['Job'];

const TONES: Record<string, Tone> = { DONE: 'good', FAILED: 'bad', RUNNING: 'warm' };
const TYPES: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};
const JOBS = [['products']] as const;

const isOpen = ({ state }: Job): boolean => state === 'QUEUED' || state === 'RUNNING';

/** Ways to fill the catalogue, and how far each is. */
export const Jobs = () => (
  <>
    <div className="columns">
      <Discover />
      <Import />
    </div>
    <JobList />
  </>
);

const Discover = () => {
  const [url, setUrl] = useState('');
  const start = useChange(
    () => answerOf(api.POST('/api/v1/products/discoveries', { body: { url: url.trim() } })),
    { touches: JOBS, done: say.products.started },
  );
  return (
    <Card title={say.products.discover}>
      <p className="soft">{say.products.discoverWhy}</p>
      <Form onSend={() => start.mutate(undefined)} error={start.error} fields={['url']}>
        <Field
          label={say.products.website}
          type="url"
          inputMode="url"
          placeholder="https://shop.example"
          required
          value={url}
          fault={faultOf(start.error, 'url')}
          onChange={({ target }) => setUrl(target.value)}
        />
        <Button type="submit" busy={start.isPending} disabled={!url.trim()}>
          {say.products.discover}
        </Button>
      </Form>
    </Card>
  );
};

const Import = () => {
  const [file, setFile] = useState<File>();
  const [currency, setCurrency] = useState('');
  const type = TYPES[file?.name.split('.').at(-1)?.toLowerCase() ?? ''];
  const start = useChange(
    async () => {
      if (file && type) {
        await answerOf(
          api.POST('/api/v1/products/imports', {
            params: { query: { ...(currency && { currency }) } },
            // The file itself is the body; the document can only say that it is a text.
            body: file as unknown as string,
            bodySerializer: (body) => body as unknown as Blob,
            headers: { 'Content-Type': type },
          }),
        );
      }
    },
    { touches: JOBS, done: say.products.started },
  );
  return (
    <Card title={say.products.import}>
      <p className="soft">{say.products.importWhy}</p>
      <Form onSend={() => start.mutate(undefined)} error={start.error} fields={['currency']}>
        <Field
          label={say.products.file}
          type="file"
          accept=".csv,.json,.ndjson,.jsonl"
          fault={file && !type ? say.products.fileKind : undefined}
          onChange={({ target }) => setFile(target.files?.[0])}
        />
        <Field
          label={say.products.currency}
          hint={say.products.currencyHint}
          value={currency}
          maxLength={3}
          placeholder="EUR"
          fault={faultOf(start.error, 'currency')}
          onChange={({ target }) => setCurrency(target.value.toUpperCase())}
        />
        <Button type="submit" busy={start.isPending} disabled={!file || !type}>
          {say.products.import}
        </Button>
      </Form>
    </Card>
  );
};

const JobList = () => {
  const [opened, setOpened] = useState<string>();
  const { query, more, isMoreComing } = usePagesOf(
    ['products', 'jobs'],
    (cursor, signal) =>
      answerOf(
        api.GET('/api/v1/products/jobs', {
          params: { query: { limit: 20, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    { refetchInterval: 2_000 },
  );
  const cancel = useChange(
    (id: string) => answerOf(api.POST('/api/v1/products/jobs/{id}/cancel', { params: { path: { id } } })),
    { touches: JOBS },
  );
  const columns: readonly Column<Job>[] = [
    {
      name: say.products.what,
      main: true,
      cell: ({ kind, input }) => (
        <>
          {wordFor(say.products.kinds, kind)}{' '}
          {typeof input.url === 'string' && <bdi className="soft">{plain(input.url, 120)}</bdi>}
        </>
      ),
      text: ({ kind }) => kind,
    },
    {
      name: say.products.state,
      cell: (job) => <Progress of={job} />,
      text: ({ state }) => state,
    },
    ...(['created', 'updated', 'unchanged', 'failed'] as const).map((count) => ({
      name: say.products.counts[count],
      numeric: true,
      cell: (job: Job) => number(job[count]),
      text: (job: Job) => String(job[count]),
    })),
    {
      name: say.products.began,
      cell: ({ createdAt }) => <Time at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: say.common.actions,
      cell: (job) => (
        <span className="actions">
          {isOpen(job) && (
            <Button look="quiet" size="small" onClick={() => cancel.mutate(job.id)}>
              {say.common.stop}
            </Button>
          )}
          {job.failed > 0 && (
            <Button
              look="plain"
              size="small"
              aria-expanded={opened === job.id}
              onClick={() => setOpened(opened === job.id ? undefined : job.id)}
            >
              {say.products.problems}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Card title={say.products.jobs}>
      <ProblemNotice error={cancel.error} />
      <Loaded query={query}>
        {(jobs) => (
          <DataTable
            caption={say.products.jobs}
            columns={columns}
            rows={jobs}
            keyOf={({ id }) => id}
            more={more}
            isMoreComing={isMoreComing}
            empty={<p className="nothing">{say.products.noJobs}</p>}
          />
        )}
      </Loaded>
      {opened && <Problems id={opened} />}
    </Card>
  );
};

const Progress = ({ of: job }: { of: Job }) => (
  <div className="progress">
    <Badge tone={TONES[job.state] ?? 'plain'}>{wordFor(say.products.states, job.state)}</Badge>
    {isOpen(job) && (
      <>
        <progress
          aria-label={say.products.progress}
          {...(job.total && { max: job.total, value: Math.min(job.total, job.processed) })}
        />
        <span className="soft">
          {plain(job.step, 60)} {number(job.processed)}
          {job.total ? ` / ${number(job.total)}` : ''}
        </span>
      </>
    )}
    {job.detail && <span className="soft">{plain(job.detail, 200)}</span>}
  </div>
);

const problemColumns: readonly Column<Schemas['JobProblem']>[] = [
  {
    name: say.products.line,
    numeric: true,
    cell: ({ place }) => number(place),
    text: ({ place }) => String(place),
  },
  { name: say.products.field, cell: ({ field }) => plain(field, 80), text: ({ field }) => field },
  {
    name: say.products.problem,
    cell: ({ detail }) => <bdi>{plain(detail, 300)}</bdi>,
    text: ({ detail }) => detail,
  },
];

const Problems = ({ id }: { id: string }) => {
  const query = useQuery({
    queryKey: ['products', 'jobs', id, 'problems'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/products/jobs/{id}/problems', { params: { path: { id } }, signal })),
  });
  return (
    <section className="stack" aria-label={say.products.problems}>
      <h3>{say.products.problems}</h3>
      <Loaded query={query}>
        {({ items }) => (
          <DataTable
            caption={say.products.problems}
            columns={problemColumns}
            rows={items}
            keyOf={({ place, field }) => `${place}-${field}`}
            file="import-problems"
          />
        )}
      </Loaded>
    </section>
  );
};
