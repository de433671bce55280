import { Button, Dialog } from '@crow/ui-kit';
import { words } from '../words';

const text = words.account;

/** Recovery codes, shown this once. */
export const RecoveryCodes = ({ codes, done }: { codes: string[]; done: () => void }) => {
  const save = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
    link.download = 'crow-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Dialog open={codes.length > 0} onClose={done} title={text.recovery}>
      <p>{text.recoveryText}</p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onClick={done}>{text.kept}</Button>
        <Button look="quiet" onClick={save}>
          {text.download}
        </Button>
      </div>
    </Dialog>
  );
};
