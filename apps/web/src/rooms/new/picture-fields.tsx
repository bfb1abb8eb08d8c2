import type { ReactNode } from 'react';
import { type AgeBand, anyPictureFormat } from '@consilium/domain';
import { useShowing } from '../../explaining';
import { Findings } from '../../guidance';
import { Card, StatusLine } from '../../platform/kit';
import type { CaptureView, PersonView } from '../../vault/door';
import checking from '../check/check.module.css';
import { ChoosePictures } from '../check/choose-pictures';
import { AskedInOne, Showing } from '../check/consent-fields';
import { needsAllSeen } from '../check/consent-answers';
import { DeviceCard } from '../check/device-card';
import { type Entered, heldOf } from '../check/entered';
import { Naming } from '../check/naming';
import { PlaceFields } from '../check/place-fields';
import { PolicyFields } from '../check/policy-fields';
import { SeenFields } from '../check/seen-fields';
import { ChosenPictures, Reading, Refused } from '../check/series-view';
import type { useChecked } from '../check/use-checked';
import type { Series } from '../check/use-series';
import classes from './new-case.module.css';
import { PlaceRead } from './place-read';
import { Section, type SectionGap } from './section';

export interface PictureFieldsProps {
  readonly series: Series;
  readonly capture: CaptureView;
  readonly band: AgeBand | '';
  /** With the place as it holds: as it was entered or, until then, as the question says it. */
  readonly entered: Entered;
  readonly isPlaceRead: boolean;
  readonly checked: ReturnType<typeof useChecked>;
  /** Those who are asked: whom a picture can be for alone. */
  readonly colleagues: readonly PersonView[];
  readonly gaps: readonly SectionGap[];
  readonly onEnter: (more: Partial<Entered>) => void;
}

/** Stands for the author's own id, which no case says yet. */
export const onlyMe = 'me';

/** Pictures, and everything that has to be said of them: nothing of it before there is one. */
export function PictureFields(props: PictureFieldsProps): ReactNode {
  const { series, entered, gaps, capture, onEnter } = props;
  const hasAny = series.ready.length + series.preparing > 0;
  return (
    <>
      <Section names={['pictures']} gaps={gaps}>
        <Card title={hasAny ? 'Pictures' : 'Pictures (optional)'}>
          <div className={classes.form}>
            <Reading series={series} />
            <Refused series={series} />
            <ChosenPictures
              series={series}
              place={entered.place}
              own={entered.own}
              instead="Take off"
              isPosted={() => false}
              onOwn={(own) => {
                onEnter({ own });
              }}
              more={
                <div className={classes.choose}>
                  <ChoosePictures
                    label={hasAny ? 'Add more pictures' : 'Add pictures'}
                    variant="default"
                    onChoose={series.add}
                  />
                  <p className={classes.formats}>
                    {anyPictureFormat}, or HEIC as phones write it. At a desk you can drop or paste them too.
                  </p>
                </div>
              }
            />
          </div>
        </Card>
      </Section>
      {hasAny && capture.device.state !== 'holds' && (
        <Section names={['device']} gaps={gaps}>
          <DeviceCard device={capture.device} />
        </Section>
      )}
      {hasAny && <About {...props} />}
    </>
  );
}

function About(props: PictureFieldsProps): ReactNode {
  const { capture, entered, checked, gaps, onEnter } = props;
  return (
    <>
      <PlacePart {...props} />
      <AuthorityPart {...props} />
      <Section names={['policy']} gaps={gaps}>
        <PolicyFields
          capture={capture}
          said={entered.policy}
          onChange={(policy) => {
            onEnter({ policy });
          }}
        />
        {checked.against !== '' && (
          <StatusLine tone="warning" isLive>
            {checked.against}
          </StatusLine>
        )}
      </Section>
      <Findings findings={checked.findings} />
    </>
  );
}

function PlacePart({ series, entered, isPlaceRead, gaps, onEnter }: PictureFieldsProps): ReactNode {
  const { place, answers } = entered;
  const other = (): void => {
    onEnter({ place });
  };
  return (
    <Section names={['place']} gaps={gaps}>
      <PlaceFields
        place={place}
        recording={answers.recording}
        isSeries={series.isSeveral}
        isFolded
        read={isPlaceRead ? <PlaceRead place={place} onOther={other} /> : undefined}
        onPlace={(said) => {
          onEnter({ place: said });
        }}
        onRecording={(recording) => {
          onEnter({ answers: { ...answers, recording } });
        }}
      />
    </Section>
  );
}

function AuthorityPart({ series, band, entered, checked, colleagues, gaps, onEnter }: PictureFieldsProps): ReactNode {
  const { answers, where, readers } = entered;
  const held = () => ({ ...heldOf(entered, series.ready), interpreter: answers.interpreter });
  const showing = useShowing(['case'], held);
  const onChange = (given: Entered['answers']): void => {
    onEnter({ answers: given });
  };
  const onWhere = (said: Entered['where']): void => {
    onEnter({ where: said });
  };
  const onName = (named: Entered['readers']): void => {
    onEnter({ readers: named });
  };
  const keys = series.ready.map(({ key }) => key);
  return (
    <>
      <Section names={['authority', 'readers', 'guidance']} gaps={gaps}>
        <Card title="On what authority">
          <AskedInOne
            {...{ answers, band, onChange }}
            reaches={['inside', 'outside', 'named']}
            naming={<Naming {...{ colleagues, readers, onName }} me={onlyMe} />}
          />
        </Card>
      </Section>
      <details className={checking.more}>
        <summary>Explain it first: a card to show the patient</summary>
        <Showing {...{ answers, showing, onChange }} />
      </details>
      <Section names={['seen']} gaps={gaps}>
        <SeenFields
          {...{ answers, onChange }}
          series={{ keys, where, onWhere }}
          isOpen={needsAllSeen(checked.answers, band)}
        />
      </Section>
    </>
  );
}
