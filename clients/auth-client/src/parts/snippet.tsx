import { Button, useToast } from '@crow/ui-kit';
import { useId } from 'react';
import { words } from '../words';

const text = words.setUp.sources;

/** A text to take along. */
export const Snippet = ({ label, text: content }: { label: string; text: string }) => {
  const id = useId();
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(content);
      toast(text.copied);
    } catch {
      // The browser does not let us: it is selected, so that one key copies it.
      const element = document.getElementById(id);
      if (element) {
        getSelection()?.selectAllChildren(element);
      }
    }
  };
  return (
    <div className="snippet">
      <p>{label}</p>
      <pre id={id} tabIndex={-1}>
        <code>{content}</code>
      </pre>
      <Button look="quiet" size="small" onClick={copy}>
        {text.copy}
      </Button>
    </div>
  );
};
