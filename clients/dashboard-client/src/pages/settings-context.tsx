import { answerOf } from '@crow/api';
import { Badge, Button, Dialog, Field, type Tone } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../changes';
import { BASE, CONTEXT, type ContextDocument, context, TYPES, typeOf, wrongWith } from '../context';
import { number, percent } from '../format';
import { Confirm, Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card } from '../parts/page';
import { Loaded, ProblemNotice } from '../parts/states';
import { type Column, DataTable } from '../parts/table';
import { Time } from '../parts/time';
import { plain } from '../plain';
import { say } from '../strings';
import { putFile } from '../upload';
import { Itself, Search } from './settings-knowledge';

const AGAIN = 2_000;
const TONES: Record<string, Tone> = { DONE: 'good', FAILED: 'bad', RUNNING: 'warm', QUEUED: 'warm' };
const isOpen = ({ versions }: ContextDocument): boolean =>
  versions.some(({ state }) => state === 'QUEUED' || state === 'RUNNING');

/** What CROW is told of the business: documents, and what the business says of itself. */
export const ContextSettings = () => (
  <>
    <div className="columns">
      <Card title={say.context.send}>
        <p className="soft">{say.context.sendWhy}</p>
        <Send />
      </Card>
      <Search />
    </div>
    <Documents />
    <Itself />
  </>
);

/** Sends a new document, or a new version of one. */
const Send = ({ to, onDone }: { to?: ContextDocument; onDone?: () => void }) => {
  const [file, setFile] = useState<File>();
  const [name, setName] = useState('');
  const [sent, setSent] = useState<number>();
  const fault = file && wrongWith(file);
  const send = useChange(
    async () => {
      const mediaType = file && typeOf(file.name);
      if (!file || !mediaType) {
        return;
      }
      setSent(0);
      try {
        const place = await answerOf(
          context.POST<{ version: number; document: ContextDocument }>(
            to ? `${BASE}/documents/${to.id}/versions` : `${BASE}/documents`,
            { body: { ...(!to && { name: name.trim() || file.name }), mediaType, bytes: file.size } },
          ),
        );
        const path = `${BASE}/documents/${place.document.id}/versions/${place.version}/content`;
        await putFile(path, file, mediaType, setSent);
        setFile(undefined);
        setName('');
        onDone?.();
      } finally {
        setSent(undefined);
      }
    },
    { touches: CONTEXT, done: say.context.sent },
  );
  return (
    <Form onSend={() => send.mutate(undefined)} error={send.error} fields={['name', 'mediaType', 'bytes']}>
      <Field
        key={file ? 'chosen' : 'none'}
        label={say.context.file}
        type="file"
        accept={Object.keys(TYPES)
          .map((end) => `.${end}`)
          .join(',')}
        fault={fault ?? faultOf(send.error, 'mediaType') ?? faultOf(send.error, 'bytes')}
        hint={file?.name}
        onChange={({ target }) => setFile(target.files?.[0])}
      />
      {!to && (
        <Field
          label={say.context.name}
          value={name}
          maxLength={200}
          placeholder={file?.name}
          fault={faultOf(send.error, 'name')}
          onChange={({ target }) => setName(target.value)}
        />
      )}
      {sent !== undefined && (
        <div className="progress" aria-live="polite">
          <progress aria-label={say.context.progress} value={sent} />
          <span className="soft">{say.context.uploading(percent(sent))}</span>
        </div>
      )}
      <Button type="submit" busy={send.isPending} disabled={!file || !!fault}>
        {to ? say.context.newVersion : say.context.add}
      </Button>
    </Form>
  );
};

const Documents = () => {
  const [replaced, setReplaced] = useState<ContextDocument>();
  const [removed, setRemoved] = useState<ContextDocument>();
  const [clears, setClears] = useState(false);
  const query = useQuery({
    queryKey: ['context', 'documents'],
    queryFn: async ({ signal }) =>
      (await answerOf(context.GET<{ items: ContextDocument[] }>(`${BASE}/documents`, { signal }))).items,
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? AGAIN : false),
  });
  const stop = useChange(
    ({ id, versions }: ContextDocument) =>
      answerOf(context.POST(`${BASE}/documents/${id}/versions/${versions[0]?.version}/cancel`)),
    { touches: CONTEXT },
  );
  const remove = useChange(
    async ({ id }: ContextDocument) => {
      await context.DELETE(`${BASE}/documents/${id}`);
      setRemoved(undefined);
    },
    { touches: CONTEXT, done: say.context.removed },
  );
  const clear = useChange(
    async () => {
      await context.DELETE(BASE);
      setClears(false);
    },
    { touches: CONTEXT, done: say.context.cleared },
  );
  const columns: readonly Column<ContextDocument>[] = [
    {
      name: say.context.name,
      cell: ({ name }) => <bdi>{plain(name, 200)}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: say.context.state,
      cell: (document) => <State of={document} />,
      text: ({ versions }) => versions[0]?.state ?? '',
    },
    {
      name: say.context.version,
      numeric: true,
      cell: ({ versions }) => number(versions[0]?.version ?? 0),
      text: ({ versions }) => String(versions[0]?.version ?? 0),
    },
    {
      name: say.context.pieces,
      numeric: true,
      cell: ({ versions }) => number(versions[0]?.done ?? 0),
      text: ({ versions }) => String(versions[0]?.done ?? 0),
    },
    {
      name: say.context.changed,
      cell: ({ updatedAt }) => <Time at={updatedAt} />,
      text: ({ updatedAt }) => updatedAt,
    },
    {
      name: say.common.actions,
      cell: (document) => (
        <span className="actions">
          {isOpen(document) && (
            <Button look="quiet" size="small" onClick={() => stop.mutate(document)}>
              {say.common.stop}
            </Button>
          )}
          <Button look="quiet" size="small" onClick={() => setReplaced(document)}>
            {say.context.newVersion}
          </Button>
          <Button look="plain" size="small" onClick={() => setRemoved(document)}>
            {say.common.remove}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card
      title={say.context.documents}
      actions={
        <Button look="quiet" size="small" onClick={() => setClears(true)}>
          {say.context.clear}
        </Button>
      }
    >
      <ProblemNotice error={stop.error} />
      <Loaded query={query}>
        {(documents) => (
          <DataTable
            caption={say.context.documents}
            columns={columns}
            rows={documents}
            keyOf={({ id }) => id}
            empty={<p className="nothing">{say.context.none}</p>}
          />
        )}
      </Loaded>
      {replaced && (
        <Dialog
          open
          onClose={() => setReplaced(undefined)}
          title={say.context.newVersionOf(plain(replaced.name, 80))}
        >
          <p className="soft">{say.context.newVersionWhy}</p>
          <Send to={replaced} onDone={() => setReplaced(undefined)} />
        </Dialog>
      )}
      {removed && (
        <Confirm
          open
          title={say.context.removeAsk(plain(removed.name, 80))}
          action={say.common.remove}
          busy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(removed)}
          onClose={() => setRemoved(undefined)}
        >
          {say.context.removeWhy}
        </Confirm>
      )}
      <Confirm
        open={clears}
        title={say.context.clearAsk}
        action={say.context.clear}
        busy={clear.isPending}
        error={clear.error}
        onConfirm={() => clear.mutate(undefined)}
        onClose={() => setClears(false)}
      >
        {say.context.clearWhy}
      </Confirm>
    </Card>
  );
};

/** How the newest version stands, and which one is found meanwhile. */
export const State = ({ of: { versions, currentVersion } }: { of: ContextDocument }) => {
  const newest = versions[0];
  if (!newest) {
    return null;
  }
  return (
    <div className="progress">
      <Badge tone={TONES[newest.state] ?? 'plain'}>{wordFor(say.context.states, newest.state)}</Badge>
      {newest.state === 'RUNNING' && (
        <>
          <progress
            aria-label={say.context.progress}
            {...(newest.total && { max: newest.total, value: newest.done })}
          />
          <span className="soft">
            {wordFor(say.context.steps, newest.step)}
            {newest.total ? ` ${number(newest.done)} / ${number(newest.total)}` : ''}
          </span>
        </>
      )}
      {newest.detail && <span className="soft">{plain(newest.detail, 200)}</span>}
      {currentVersion !== undefined && currentVersion !== newest.version && (
        <span className="soft">{say.context.versionBefore(currentVersion)}</span>
      )}
    </div>
  );
};
