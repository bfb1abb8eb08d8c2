import { Button } from '@mantine/core';
import { IconCheck, IconCopy, IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ErrorSummary, KeyValueList, PageTitle, StatusLine } from '../../platform/kit';
import { problemsOf } from '../../platform/problems-of';
import { saveFile } from '../../platform/save-file';
import { toClipboard } from '../../platform/to-clipboard';
import { lazyPart } from '../../release';
import { said } from '../../unreadable';
import { useView } from '../../vault/use-vault';
import { copyOf, type OpinionCopy, textOf } from './copied';
import classes from './copy.module.css';

const loadMaking = lazyPart(() => import('./making-pdf'));

/** Says nothing of the case: a folder of downloads is seen by others. */
const fileName = 'consilium-opinion.pdf';

/** A signed opinion as it can be taken along: as text, on paper, as a PDF. All of it is made on this device. */
export function CopyPage(): ReactNode {
  const { room = '', opinion = '' } = useParams({ strict: false });
  const { data: view, error } = useView(['room', room], (door) => door.room(room));
  const [now] = useState(() => Date.now());
  if (view === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  const found = view.opinions.find(({ entry }) => entry === opinion);
  return (
    <>
      <div className={classes.beside}>
        <PageTitle over={view.title} lead="Made on this device. A copy that you take along is yours to look after.">
          Copy of an opinion
        </PageTitle>
        {view.as === 'outside' && (
          <StatusLine tone="warning">
            When your share ends, this case closes to you. Take a copy of your own opinion before.
          </StatusLine>
        )}
        {found === undefined && (
          <StatusLine tone="bad">This opinion is not in the case, or cannot be opened on this device.</StatusLine>
        )}
      </div>
      {found !== undefined && <Copy copy={copyOf(found, view.title, now, (text) => said(text, 'What was added'))} />}
    </>
  );
}

function Copy({ copy }: { readonly copy: OpinionCopy }): ReactNode {
  return (
    <>
      <Ways copy={copy} />
      <article className={classes.sheet} aria-label={copy.title}>
        <h2 className={classes.title}>{copy.title}</h2>
        <KeyValueList rows={copy.parts} />
        <p className={classes.words}>{copy.signed}</p>
        {copy.added.map((each) => (
          <p key={each} className={classes.words}>
            {each}
          </p>
        ))}
        <p className={classes.note}>{copy.note}</p>
      </article>
    </>
  );
}

function Ways({ copy }: { readonly copy: OpinionCopy }): ReactNode {
  const text = useMutation({ mutationFn: () => toClipboard(textOf(copy)) });
  const pdf = useMutation({
    mutationFn: async () => {
      const { makePdf } = await loadMaking();
      saveFile(await makePdf(copy), fileName);
    },
  });
  return (
    <div className={classes.beside}>
      <ErrorSummary title="No PDF was made" problems={problemsOf(pdf.error)} />
      <div className={classes.ways}>
        <Button
          variant="default"
          size="md"
          leftSection={text.data === true ? <IconCheck size={20} aria-hidden /> : <IconCopy size={20} aria-hidden />}
          onClick={() => {
            text.mutate();
          }}
        >
          Copy
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<IconPrinter size={20} aria-hidden />}
          onClick={() => {
            globalThis.print();
          }}
        >
          Print
        </Button>
        <Button
          variant="default"
          size="md"
          leftSection={<IconFileTypePdf size={20} aria-hidden />}
          loading={pdf.isPending}
          onClick={() => {
            pdf.mutate();
          }}
        >
          PDF
        </Button>
      </div>
      <Outcome isCopied={text.data} isSaved={pdf.isSuccess} />
    </div>
  );
}

/** What came of a press. */
function Outcome({
  isCopied,
  isSaved,
}: {
  readonly isCopied: boolean | undefined;
  readonly isSaved: boolean;
}): ReactNode {
  return (
    <>
      {isCopied === true && (
        <StatusLine tone="good" isLive>
          Copied. Paste it where it belongs.
        </StatusLine>
      )}
      {isCopied === false && (
        <StatusLine tone="bad" isLive>
          This browser lets no page copy. Select the words below and copy them instead.
        </StatusLine>
      )}
      {isSaved && (
        <StatusLine tone="good" isLive>
          Given to your browser as {fileName}.
        </StatusLine>
      )}
    </>
  );
}
