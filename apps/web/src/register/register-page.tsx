import type { ReactNode } from 'react';
import type { Mode } from '@consilium/domain';
import { HeldNotice } from '../release';
import { RestoredCard } from '../restored';
import { ErrorSummary, PageTitle, StatusLine } from '../platform/kit';
import { problemsOf } from '../platform/problems-of';
import { useView } from '../vault/use-vault';
import { Invite } from './invite';
import { Officers } from './officers';
import { Organisations } from './organisations';
import { People } from './people';
import { Proposals } from './proposals';
import { PutBack } from './put-back';
import { RulesCard } from './rules-card';
import { SecurityLogCard } from './security-log-card';
import classes from './register.module.css';

/** The officer's register: organisations, people, and the way in for new ones. No case is ever shown here. */
export function RegisterPage(): ReactNode {
  const { data, error } = useView(['register'], (door) => door.register());
  const proposals = useView(['register', 'proposals'], (door) => door.proposals());
  const waiting = proposals.data ?? [];
  if (data === undefined) return <ErrorSummary problems={problemsOf(error)} />;
  return (
    <div className={classes.grid}>
      <PageTitle
        over="Registration officer"
        lead="Everything here is signed by an officer and checked by every member’s own device. It holds no patient and no case."
      >
        Register
      </PageTitle>
      <HeldNotice held={data.held} />
      <StatusLine>{modeWords[data.mode]}</StatusLine>
      <PutBack />
      <ErrorSummary problems={problemsOf(proposals.error)} />
      <Proposals proposals={waiting} />
      <Organisations organisations={data.organisations} mode={data.mode} proposals={waiting} />
      <Invite organisations={data.organisations.filter(({ status }) => status === 'good')} />
      <Officers people={data.people} mode={data.mode} proposals={waiting} />
      <People people={data.people} mode={data.mode} proposals={waiting} />
      <RulesCard rules={data.rules} mode={data.mode} proposals={waiting} />
      <SecurityLogCard />
      <RestoredCard />
    </div>
  );
}

const modeWords = {
  trial: 'This is a trial: one officer alone lets people in and gives power. It cannot become a register for real use.',
  production: 'Acts of power need two officers: one proposes, another confirms.',
} as const satisfies Record<Mode, string>;
