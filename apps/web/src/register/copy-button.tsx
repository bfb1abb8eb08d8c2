import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { toClipboard } from '../platform/to-clipboard';

/** Copies a text that is handed on elsewhere, and says that it did. */
export function CopyButton({ text, name }: { readonly text: string; readonly name: string }): ReactNode {
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === text;
  const copy = async (): Promise<void> => {
    if (await toClipboard(text)) setCopied(text);
  };
  return (
    <Button
      variant="default"
      leftSection={isCopied ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
      onClick={() => void copy()}
    >
      {isCopied ? 'Copied' : name}
    </Button>
  );
}
