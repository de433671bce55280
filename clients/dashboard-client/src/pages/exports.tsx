import { Badge, Button, buttonLooks, Field, Select, type Tone } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../changes';
import { daysAgo, number, size } from '../format';
import { Confirm, Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { type Export, type ExportFormat, type ExportKind, exports, type NewExport } from '../parts-of-suite';
import { plain } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';
import { Schedules } from './export-schedules';

const TONES: Record<string, Tone> = { ready: 'good', failed: 'bad', running: 'warm' };
const EXPORTS = [['exports', 'files']] as const;
const FORMATS = ['csv', 'json', 'pdf'] as const;

const isOpen = ({ status }: Export): boolean => status === 'pending' || status === 'running';

/** Which rows the reader may have as files. */
const useKinds = (): ExportKind[] => {
  const interactions = useMay('interactions:read');
  const patterns = useMay('patterns:read');
  const products = useMay('products:manage');
  return [
    ...(interactions ? (['interactions', 'analytics'] as const) : []),
    ...(patterns ? (['patterns'] as const) : []),
    ...(products ? (['products'] as const) : []),
  ];
};

const formatOptions = FORMATS.map((value) => ({ value, label: say.exports.formats[value] }));

export const Page = () => {
  const kinds = useKinds();
  const owns = useMay('organization:own');
  return (
    <PageFrame title={say.exports.title} lead={say.exports.lead}>
      <div className="columns">
        {kinds.length > 0 && <NewFile kinds={kinds} />}
        {owns && (
          <Card title={say.privacy.export}>
            <p className="soft">{say.privacy.exportWhy}</p>
            <p>
              <Link to="/settings" search={{ tab: 'privacy' }} {...buttonLooks({ look: 'quiet' })}>
                {say.settings.privacy}
              </Link>
            </p>
          </Card>
        )}
      </div>
      <Files />
      {kinds.length > 0 && <Schedules kinds={kinds} />}
    </PageFrame>
  );
};

interface Wish {
  kind: ExportKind;
  format: ExportFormat;
  from: string;
  to: string;
  source: string;
  productId: string;
  period: string;
}

/** What is sent of a form: only what its kind knows, and nothing that is empty. */
export const orderOf = ({ kind, format, from, to, source, productId, period }: Wish): NewExport => ({
  kind,
  format,
  ...(kind !== 'products' && { from, to }),
  ...(kind === 'interactions' && source && { source }),
  ...((kind === 'interactions' || kind === 'patterns') &&
    productId.trim() && { productId: productId.trim() }),
  ...(kind === 'patterns' && period && { period }),
});

const options = (words: Record<string, string>) => [
  { value: '', label: say.common.all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

export const NewFile = ({ kinds }: { kinds: readonly ExportKind[] }) => {
  const [wish, setWish] = useState<Wish>({
    kind: kinds[0] ?? 'interactions',
    format: 'csv',
    from: daysAgo(30),
    to: daysAgo(0),
    source: '',
    productId: '',
    period: '',
  });
  const change = (changes: Partial<Wish>) => setWish((before) => ({ ...before, ...changes }));
  const order = useChange(() => exports.order(orderOf(wish)), {
    touches: EXPORTS,
    done: say.exports.ordered,
  });
  return (
    <Card title={say.exports.fresh}>
      <p className="soft">{say.exports.freshWhy}</p>
      <Form onSend={() => order.mutate(undefined)} error={order.error} fields={['from', 'productId']}>
        <div className="filters">
          <Select
            label={say.exports.kind}
            value={wish.kind}
            options={kinds.map((value) => ({ value, label: say.exports.kinds[value] }))}
            onChange={({ target }) => change({ kind: target.value as ExportKind })}
          />
          <Select
            label={say.exports.format}
            value={wish.format}
            options={formatOptions}
            onChange={({ target }) => change({ format: target.value as ExportFormat })}
          />
        </div>
        {wish.kind !== 'products' && (
          <div className="filters">
            <Field
              label={say.common.from}
              type="date"
              value={wish.from}
              max={wish.to}
              fault={faultOf(order.error, 'from')}
              onChange={({ target }) => change({ from: target.value })}
            />
            <Field
              label={say.common.to}
              type="date"
              value={wish.to}
              min={wish.from}
              onChange={({ target }) => change({ to: target.value })}
            />
          </div>
        )}
        <div className="filters">
          {wish.kind === 'interactions' && (
            <Select
              label={say.exports.source}
              value={wish.source}
              options={options(say.exports.sources)}
              onChange={({ target }) => change({ source: target.value })}
            />
          )}
          {wish.kind === 'patterns' && (
            <Select
              label={say.exports.period}
              value={wish.period}
              options={options(say.exports.periods)}
              onChange={({ target }) => change({ period: target.value })}
            />
          )}
          {(wish.kind === 'interactions' || wish.kind === 'patterns') && (
            <Field
              label={say.exports.product}
              hint={say.exports.productHint}
              value={wish.productId}
              maxLength={128}
              fault={faultOf(order.error, 'productId')}
              onChange={({ target }) => change({ productId: target.value })}
            />
          )}
        </div>
        <Button type="submit" busy={order.isPending}>
          {say.exports.order}
        </Button>
      </Form>
    </Card>
  );
};

/** The browser saves the file, for its address says that it is none to be shown. */
const save = async (id: string): Promise<void> => {
  const { download } = await exports.one(id);
  if (download) {
    const link = document.createElement('a');
    link.href = download.url;
    link.rel = 'noreferrer';
    link.click();
  }
};

export const Files = () => {
  const [removing, setRemoving] = useState<Export>();
  const { query, more, isMoreComing } = usePagesOf(EXPORTS[0], exports.page, { refetchInterval: 2_000 });
  const download = useChange(save);
  const cancel = useChange(exports.cancel, { touches: EXPORTS });
  const remove = useChange(exports.remove, { touches: EXPORTS, done: say.exports.removed });
  const columns: readonly Column<Export>[] = [
    {
      name: say.exports.name,
      cell: ({ name, kind, format }) => (
        <>
          <bdi>{plain(name, 120)}</bdi>{' '}
          <span className="soft">
            {wordFor(say.exports.kinds, kind)}, {format.toUpperCase()}
          </span>
        </>
      ),
      text: ({ name }) => name,
    },
    { name: say.exports.state, cell: (one) => <Progress of={one} />, text: ({ status }) => status },
    {
      name: say.exports.rows,
      numeric: true,
      cell: ({ rows }) => number(rows),
      text: ({ rows }) => String(rows),
    },
    {
      name: say.exports.size,
      numeric: true,
      cell: ({ size: bytes }) => (bytes ? size(bytes) : ''),
      text: ({ size: bytes }) => String(bytes ?? ''),
    },
    {
      name: say.exports.made,
      cell: ({ createdAt }) => <Time at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: say.exports.until,
      cell: ({ status, expiresAt }) => (status === 'ready' && expiresAt ? <Time at={expiresAt} /> : ''),
      text: ({ expiresAt }) => expiresAt ?? '',
    },
    {
      name: say.common.actions,
      cell: (one) => (
        <span className="actions">
          {one.status === 'ready' && (
            <Button size="small" onClick={() => download.mutate(one.id)}>
              {say.exports.download}
            </Button>
          )}
          {isOpen(one) && (
            <Button look="quiet" size="small" onClick={() => cancel.mutate(one.id)}>
              {say.exports.giveUp}
            </Button>
          )}
          {!isOpen(one) && (
            <Button look="plain" size="small" onClick={() => setRemoving(one)}>
              {say.exports.remove}
            </Button>
          )}
        </span>
      ),
    },
  ];
  return (
    <Card title={say.exports.files}>
      <ProblemNotice error={download.error ?? cancel.error} />
      <Loaded query={query} part={say.exports.service}>
        {(files) => (
          <DataTable
            caption={say.exports.files}
            columns={columns}
            rows={files}
            keyOf={({ id }) => id}
            more={more}
            isMoreComing={isMoreComing}
            empty={<p className="nothing">{say.exports.noFiles}</p>}
          />
        )}
      </Loaded>
      <Confirm
        open={removing !== undefined}
        title={say.exports.removeTitle}
        action={say.exports.remove}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => removing && remove.mutate(removing.id, { onSuccess: () => setRemoving(undefined) })}
        onClose={() => setRemoving(undefined)}
      >
        {say.exports.removeWhy(plain(removing?.name ?? '', 120))}
      </Confirm>
    </Card>
  );
};

const Progress = ({ of: one }: { of: Export }) => (
  <div className="progress">
    <Badge tone={TONES[one.status] ?? 'plain'}>{wordFor(say.exports.states, one.status)}</Badge>
    {isOpen(one) && (
      <>
        <progress
          aria-label={say.exports.progress}
          {...(one.expected && { max: one.expected, value: Math.min(one.expected, one.rows) })}
        />
        <span className="soft">{wordFor(say.exports.steps, one.step)}</span>
      </>
    )}
    {one.problem && <span className="soft">{plain(one.problem, 200)}</span>}
  </div>
);
