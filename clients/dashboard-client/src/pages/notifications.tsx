import { Badge, Button, Check, EmptyState, Field, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAddress } from '../address';
import { useChange } from '../changes';
import { number } from '../format';
import { Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { Time } from '../parts/time';
import {
  type Notification,
  type NotificationChoice,
  notifications,
  rules,
  type Watch,
} from '../parts-of-suite';
import { plain } from '../plain';
import { useMay } from '../session';
import { say } from '../strings';

const FEED = [['notifications']] as const;
const AGAIN = 20_000;

export const Page = () => {
  const [address, change] = useAddress();
  const unread = address.show === 'unread';
  const setsRules = useMay('settings:manage');
  const { query, more, isMoreComing } = usePagesOf(
    ['notifications', 'feed', unread],
    (cursor, signal) => notifications.page(unread, cursor, signal),
    { refetchInterval: AGAIN },
  );
  const newest = query.data?.[0];
  const markAll = useChange((upTo: string) => notifications.markAll(upTo), {
    touches: FEED,
    done: say.notifications.allRead,
  });
  return (
    <PageFrame
      title={say.notifications.title}
      lead={say.notifications.lead}
      actions={
        newest && (
          <Button look="quiet" busy={markAll.isPending} onClick={() => markAll.mutate(newest.id)}>
            {say.notifications.markAll}
          </Button>
        )
      }
    >
      <div className="filters">
        <Check checked={unread} onChange={({ target }) => change({ show: target.checked ? 'unread' : '' })}>
          {say.notifications.onlyUnread}
        </Check>
      </div>
      <ProblemNotice error={markAll.error} />
      <Loaded query={query} part={say.notifications.title}>
        {(feed) =>
          feed.length === 0 ? (
            <EmptyState title={say.notifications.none}>{say.notifications.noneWhy}</EmptyState>
          ) : (
            <>
              <ul className="patterns">
                {feed.map((notification) => (
                  <One key={notification.id} notification={notification} />
                ))}
              </ul>
              {more && (
                <Button look="quiet" busy={isMoreComing} onClick={more}>
                  {say.common.showMore}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
      <div className="columns">
        <Choices />
        {setsRules && <Rules />}
      </div>
    </PageFrame>
  );
};

const One = ({ notification }: { notification: Notification }) => {
  const { id, category, title, content, readAt, createdAt } = notification;
  const mark = useChange(() => notifications.mark(id, !readAt), { touches: FEED });
  const remove = useChange(() => notifications.remove(id), { touches: FEED });
  return (
    <li>
      <div className="badges">
        {!readAt && <Badge tone="good">{say.notifications.unread}</Badge>}
        <Badge>{wordFor(say.notifications.categories, category)}</Badge>
        <span className="soft">
          <Time at={createdAt} />
        </span>
      </div>
      <h2>
        <bdi>{plain(title, 200)}</bdi>
      </h2>
      <p>
        <bdi>{plain(content, 1_000)}</bdi>
      </p>
      <ProblemNotice error={mark.error ?? remove.error} />
      <div className="actions">
        <Button look="quiet" size="small" busy={mark.isPending} onClick={() => mark.mutate(undefined)}>
          {readAt ? say.notifications.markUnread : say.notifications.markRead}
        </Button>
        <Button look="plain" size="small" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {say.common.remove}
        </Button>
      </div>
    </li>
  );
};

/** How one is told of what. */
const Choices = () => {
  const query = useQuery({
    queryKey: ['notifications', 'choices'],
    queryFn: ({ signal }) => notifications.choices(signal),
  });
  const choose = useChange((choice: NotificationChoice) => notifications.choose(choice), {
    touches: [['notifications', 'choices']],
    done: say.common.saved,
  });
  if (query.isError) {
    // The list above says why.
    return null;
  }
  return (
    <Card title={say.notifications.choices}>
      <ProblemNotice error={choose.error} />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map((choice) => (
              <li key={choice.category} className="filters">
                <strong className="choice-name">
                  {wordFor(say.notifications.categories, choice.category)}
                </strong>
                <Check
                  checked={choice.inApp}
                  onChange={({ target }) => choose.mutate({ ...choice, inApp: target.checked })}
                >
                  {say.notifications.here}
                </Check>
                <Select
                  label={say.notifications.mail}
                  value={choice.email}
                  options={Object.entries(say.notifications.mailModes).map(([value, label]) => ({
                    value,
                    label,
                  }))}
                  onChange={({ target }) => choose.mutate({ ...choice, email: target.value })}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
};

const WATCHES: readonly Watch[] = ['PATTERNS', 'REFUSALS', 'SILENCE'];
const RULES = [['notifications', 'rules']] as const;

/** What everybody who reads notifications is told of. */
const Rules = () => {
  const query = useQuery({
    queryKey: ['notifications', 'rules'],
    queryFn: ({ signal }) => rules.all(signal),
  });
  const remove = useChange((id: string) => rules.remove(id), { touches: RULES, done: say.common.saved });
  if (query.isError) {
    // The list above says why.
    return null;
  }
  return (
    <Card title={say.notifications.rules}>
      <p className="soft">{say.notifications.rulesWhy}</p>
      <ProblemNotice error={remove.error} />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map(({ id, name, watch, limit, hours, firedAt }) => (
              <li key={id}>
                <bdi>{plain(name, 100)}</bdi> <Badge>{wordFor(say.notifications.watches, watch)}</Badge>{' '}
                <span className="soft">
                  {limit ? number(limit) : ''} {hours ? say.notifications.hours(hours) : ''}
                  {firedAt && <Time at={firedAt} />}
                </span>{' '}
                <Button look="plain" size="small" onClick={() => remove.mutate(id)}>
                  {say.common.remove}
                </Button>
              </li>
            ))}
            {items.length === 0 && <li className="nothing">{say.notifications.noRules}</li>}
          </ul>
        )}
      </Loaded>
      <AddRule />
    </Card>
  );
};

const AddRule = () => {
  const [name, setName] = useState('');
  const [watch, setWatch] = useState<Watch>('PATTERNS');
  const [measure, setMeasure] = useState('');
  const add = useChange(
    async () => {
      await rules.add({
        name: name.trim(),
        watch,
        ...(watch === 'REFUSALS' && { limit: Number(measure) }),
        ...(watch === 'SILENCE' && { hours: Number(measure) }),
      });
      setName('');
      setMeasure('');
    },
    { touches: RULES, done: say.common.saved },
  );
  const needsMeasure = watch !== 'PATTERNS';
  return (
    <Form onSend={() => add.mutate(undefined)} error={add.error} fields={['name', 'limit', 'hours']}>
      <Field
        label={say.notifications.ruleName}
        value={name}
        maxLength={100}
        fault={faultOf(add.error, 'name')}
        onChange={({ target }) => setName(target.value)}
      />
      <Select
        label={say.notifications.watch}
        value={watch}
        options={WATCHES.map((value) => ({ value, label: say.notifications.watches[value] }))}
        onChange={({ target }) => setWatch(WATCHES.find((one) => one === target.value) ?? 'PATTERNS')}
      />
      {needsMeasure && (
        <Field
          label={watch === 'REFUSALS' ? say.notifications.limit : say.notifications.afterHours}
          type="number"
          min={1}
          value={measure}
          fault={faultOf(add.error, watch === 'REFUSALS' ? 'limit' : 'hours')}
          onChange={({ target }) => setMeasure(target.value)}
        />
      )}
      <Button
        type="submit"
        look="quiet"
        busy={add.isPending}
        disabled={!name.trim() || (needsMeasure && !(Number(measure) > 0))}
      >
        {say.notifications.addRule}
      </Button>
    </Form>
  );
};
