import { answerOf } from '@crow/api';
import { Badge, Button } from '@crow/ui-kit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../api';
import { Fault } from '../parts/fault';
import { problemOf, useSend } from '../send';
import { sessionQuery } from '../session';
import { words } from '../words';
import { when } from './when';

const text = words.account;
const KEY = ['devices'];

/** Browser and system by what the browser said of itself: a hint, nothing to rely on. */
export const deviceOf = (userAgent: string): string => {
  const first = (...names: [RegExp, string][]) => names.find(([form]) => form.test(userAgent))?.[1];
  const browser = first(
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/Firefox\//, 'Firefox'],
    [/Chrom(e|ium)\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  );
  const system = first(
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/CrOS/, 'ChromeOS'],
    [/Linux/, 'Linux'],
  );
  return [browser, system].filter(Boolean).join(', ') || userAgent.slice(0, 80) || text.unknownDevice;
};

export const Devices = () => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const list = useQuery({ queryKey: KEY, queryFn: () => answerOf(api.GET('/api/v1/auth/sessions')) });
  const end = useSend(
    (id: string) => api.DELETE('/api/v1/auth/sessions/{id}', { params: { path: { id } } }),
    () => queries.invalidateQueries({ queryKey: KEY }),
  );
  const endAll = useSend(
    () => api.POST('/api/v1/auth/sign-out-everywhere'),
    () => {
      queries.clear();
      queries.setQueryData(sessionQuery.queryKey, null);
      navigate({ to: '/sign-in' });
    },
  );
  return (
    <section className="card" aria-labelledby="devices">
      <h2 id="devices">{text.sessions}</h2>
      <p>{text.sessionsText}</p>
      <Fault problem={problemOf(list.error) ?? end.problem ?? endAll.problem} />
      <ul className="list">
        {list.data?.map((session) => (
          <li key={session.id}>
            <div>
              <strong className="clipped">{deviceOf(session.userAgent)}</strong>{' '}
              {session.current && <Badge tone="good">{text.thisDevice}</Badge>}
              <p className="small">
                {text.lastSeen(when(session.lastSeen))} · {session.network}
              </p>
            </div>
            {!session.current && (
              <Button
                look="plain"
                size="small"
                aria-label={text.endNamed(deviceOf(session.userAgent))}
                onClick={() => end.send(session.id)}
              >
                {text.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div>
        <Button look="quiet" size="small" busy={endAll.busy} onClick={() => endAll.send()}>
          {text.endAll}
        </Button>
      </div>
    </section>
  );
};
