import { Button, Icon, useToast } from '@crow/ui-kit';
import { say } from '../strings';

/** A text that is there to be taken along, such as a key or a snippet. */
export const Copyable = ({ text, label }: { text: string; label: string }) => {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast(say.common.copied);
    } catch {
      toast(say.common.copyByHand);
    }
  };
  return (
    <figure className="copyable" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and who uses the keyboard scrolls too */}
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <Button look="quiet" size="small" onClick={() => void copy()}>
        <Icon name="copy" size={16} /> {say.common.copy}
      </Button>
    </figure>
  );
};
