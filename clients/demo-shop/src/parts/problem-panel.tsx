import { Badge, Check, Icon, useStore } from '@crow/ui-kit';
import { Link } from '@tanstack/react-router';
import { PROBLEMS, plant, problems } from '../state/problems';

/** Lets things go wrong on purpose, so that one can look for them in CROW afterwards. */
export const ProblemPanel = () => {
  const planted = useStore(problems);
  return (
    <details className="problems" data-crow-ignore="">
      <summary>
        <Icon name="bug" size={18} /> Plant a problem
        {planted.length > 0 && <Badge tone="warm">{planted.length} planted</Badge>}
      </summary>
      <p className="small">
        For this tab only. Meet it as a visitor would, then look for it among the interactions.
      </p>
      <ul>
        {PROBLEMS.map(({ id, title, effect, where }) => (
          <li key={id}>
            <Check
              checked={planted.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                plant(checked ? [...planted, id] : planted.filter((other) => other !== id))
              }
            >
              {title}
            </Check>
            <p className="small">
              {effect}{' '}
              <Link to={where} aria-label={`Go to where “${title}” shows`}>
                Go there
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
};
