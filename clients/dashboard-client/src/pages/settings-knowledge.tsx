import { answerOf } from '@crow/api';
import { Badge, Button, Field } from '@crow/ui-kit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '../changes';
import { BASE, CONTEXT, context, type Known, type Piece, type Profile } from '../context';
import { Form, faultOf } from '../parts/form';
import { wordFor } from '../parts/interaction';
import { Card } from '../parts/page';
import { Loaded } from '../parts/states';
import { plain } from '../plain';
import { say } from '../strings';

/** Shows what would be found. */
export const Search = () => {
  const [question, setQuestion] = useState('');
  const [asked, setAsked] = useState('');
  const query = useQuery({
    queryKey: ['context', 'search', asked],
    enabled: asked !== '',
    queryFn: async ({ signal }) =>
      (
        await answerOf(
          context.GET<{ items: Piece[] }>(`${BASE}/search`, { params: { query: { q: asked } }, signal }),
        )
      ).items,
  });
  return (
    <Card title={say.context.search}>
      <p className="soft">{say.context.searchWhy}</p>
      <Form onSend={() => setAsked(question.trim())}>
        <Field
          label={say.context.question}
          type="search"
          value={question}
          maxLength={512}
          placeholder={say.context.example}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <Button type="submit" busy={query.isFetching} disabled={!question.trim()}>
          {say.common.search}
        </Button>
      </Form>
      {asked && <Loaded query={query}>{(pieces) => <Pieces found={pieces} />}</Loaded>}
    </Card>
  );
};

export const Pieces = ({ found }: { found: readonly Piece[] }) =>
  found.length === 0 ? (
    <p className="nothing">{say.context.nothingFits}</p>
  ) : (
    <ol className="stack">
      {found.map((piece) => (
        <li key={`${piece.title} ${piece.version} ${piece.position}`}>
          <p>
            <strong>
              <bdi>{plain(piece.title, 200)}</bdi>
            </strong>{' '}
            <Badge>{wordFor(say.context.kinds, piece.kind)}</Badge>{' '}
            <span className="soft">
              {say.context.where(piece.version, piece.position)}
              {piece.page ? `, ${say.context.onPage(piece.page)}` : ''}
              {piece.heading ? ` · ${plain(piece.heading, 200)}` : ''}
            </span>
          </p>
          <p>
            <bdi>{plain(piece.text)}</bdi>
          </p>
        </li>
      ))}
    </ol>
  );

/** What the organization says of itself, and what was seen of it. */
export const Itself = () => {
  const query = useQuery({
    queryKey: ['context', 'known'],
    queryFn: ({ signal }) => answerOf(context.GET<Known>(BASE, { signal })),
  });
  return (
    <Loaded query={query}>
      {({ profile, sections }) => (
        <div className="columns">
          <Card title={say.context.profile}>
            <ProfileForm given={profile} />
          </Card>
          <Card title={say.context.known}>
            {sections.length === 0 && <p className="nothing">{say.context.knownNothing}</p>}
            {sections.map(({ title, text }) => (
              <section key={title}>
                <h3>{plain(title, 200)}</h3>
                <p className="lines">
                  <bdi>{plain(text, 4_000)}</bdi>
                </p>
              </section>
            ))}
          </Card>
        </div>
      )}
    </Loaded>
  );
};

const TEXTS = ['about', 'audience', 'tone'] as const;

const ProfileForm = ({ given }: { given: Profile }) => {
  const [texts, setTexts] = useState({
    about: given.about ?? '',
    audience: given.audience ?? '',
    tone: given.tone ?? '',
  });
  const [markets, setMarkets] = useState((given.markets ?? []).join(', '));
  const change = useChange(
    () =>
      answerOf(
        context.PUT(`${BASE}/profile`, {
          body: {
            ...Object.fromEntries(TEXTS.map((name) => [name, texts[name].trim() || null])),
            markets: markets
              .split(',')
              .map((market) => market.trim())
              .filter(Boolean),
          },
        }),
      ),
    { touches: CONTEXT, done: say.common.saved },
  );
  return (
    <Form onSend={() => change.mutate(undefined)} error={change.error} fields={[...TEXTS, 'markets']}>
      {TEXTS.map((name) => (
        <Field
          key={name}
          label={say.context.profileTexts[name]}
          value={texts[name]}
          fault={faultOf(change.error, name)}
          onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
        />
      ))}
      <Field
        label={say.context.markets}
        hint={say.context.marketsHint}
        value={markets}
        fault={faultOf(change.error, 'markets')}
        onChange={({ target }) => setMarkets(target.value)}
      />
      <Button type="submit" busy={change.isPending}>
        {say.common.save}
      </Button>
    </Form>
  );
};
