import { Badge, Button, Check, EmptyState, Select } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useAddress } from '../address';
import { useChange } from '../changes';
import { wordFor } from '../parts/interaction';
import { Card, PageFrame } from '../parts/page';
import { usePagesOf } from '../parts/pages-of';
import { Loaded, ProblemNotice } from '../parts/states';
import { Time } from '../parts/time';
import { type Notification, type NotificationChoice, notifications } from '../parts-of-suite';
import { plain } from '../plain';
import { say } from '../strings';

const FEED = [['notifications']] as const;
const AGAIN = 20_000;

export const Page = () => {
  const [address, change] = useAddress();
  const unread = address.show === 'unread';
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
      <Choices />
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
      <h3>
        <bdi>{plain(title, 200)}</bdi>
      </h3>
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
