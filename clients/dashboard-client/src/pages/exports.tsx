import { answerOf } from '@crow/api';
import { Button, buttonLooks, Field } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useAddress } from '../address';
import { api } from '../api';
import { useChange } from '../changes';
import { csvOf, saveFile } from '../csv';
import { daysAgo, number } from '../format';
import { Form } from '../parts/form';
import { interactionColumns } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { tableTexts } from '../parts/table';
import { useMay } from '../session';
import { say } from '../strings';

/** More rows than spreadsheets open. */
const MOST = 500_000;

export const Page = () => {
  const owns = useMay('organization:own');
  return (
    <PageFrame title={say.exports.title} lead={say.exports.lead}>
      <div className="columns">
        <Interactions />
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
    </PageFrame>
  );
};

/** All interactions of a time as one file, put together page by page in the browser. */
const Interactions = () => {
  const [address, change] = useAddress();
  const [soFar, setSoFar] = useState(0);
  const stopped = useRef<AbortController>(undefined);
  const from = address.from ?? daysAgo(30);
  const to = address.to ?? daysAgo(0);
  const save = useChange(async () => {
    const abort = new AbortController();
    stopped.current = abort;
    const range = {
      from: `${from}T00:00:00Z`,
      to: new Date(Date.parse(`${to}T00:00:00Z`) + 86_400_000).toISOString(),
    };
    const lines: string[] = [];
    let cursor: string | undefined;
    let count = 0;
    do {
      const page = await answerOf(
        api.GET('/api/v1/interactions', {
          params: { query: { ...range, limit: 100, ...(cursor && { cursor }) } },
          signal: abort.signal,
        }),
      );
      // The names of the columns stand before the first rows only.
      lines.push(csvOf(tableTexts(interactionColumns, page.items).slice(cursor ? 1 : 0)));
      count += page.items.length;
      cursor = page.nextCursor ?? undefined;
      setSoFar(count);
    } while (cursor && count < MOST);
    saveFile(`interactions-${from}-${to}.csv`, lines.join(''));
    return count;
  });
  return (
    <Card title={say.exports.interactions}>
      <p className="soft">{say.exports.interactionsWhy}</p>
      <Form onSend={() => save.mutate(undefined)} error={save.error}>
        <div className="filters">
          <Field
            label={say.common.from}
            type="date"
            value={from}
            max={to}
            onChange={({ target }) => change({ from: target.value })}
          />
          <Field
            label={say.common.to}
            type="date"
            value={to}
            min={from}
            onChange={({ target }) => change({ to: target.value })}
          />
        </div>
        <div className="actions">
          <Button type="submit" busy={save.isPending}>
            {say.exports.make}
          </Button>
          {save.isPending && (
            <Button look="quiet" onClick={() => stopped.current?.abort()}>
              {say.common.stop}
            </Button>
          )}
          <span aria-live="polite">
            {save.isPending && say.exports.soFar(number(soFar))}
            {save.isSuccess && say.exports.done(number(save.data))}
          </span>
        </div>
      </Form>
    </Card>
  );
};
