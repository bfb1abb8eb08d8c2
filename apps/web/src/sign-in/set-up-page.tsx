import { type ReactNode, useState } from 'react';
import { PageTitle } from '../platform/kit';
import { deviceName } from './device-name';
import { FounderForm, type FounderDetails } from './founder-form';
import { FoundingStep } from './founding-step';
import { KeysFlow } from './keys-flow';
import classes from './sign-in.module.css';

const toTheRegister = (): void => {
  location.hash = '#/register';
};

/**
 * First run: the code from the terminal makes the first registration officer, and with their keys the register. One for real
 * use begins with two, each at a device of their own.
 */
export function SetUpPage(): ReactNode {
  const [details, setDetails] = useState<FounderDetails>();
  const [isTogether, setTogether] = useState(false);
  return (
    <div className={classes.page}>
      <PageTitle
        over="First run"
        lead="You become the first registration officer. The register of who is who begins with keys made on this device; every other person's device will check against it."
      >
        Set Consilium up
      </PageTitle>
      {details === undefined && <FounderForm onGiven={setDetails} />}
      {details !== undefined && isTogether && <FoundingStep code={details.code} onDone={toTheRegister} />}
      {details !== undefined && !isTogether && (
        <KeysFlow
          begin={(door) => door.setUpBegin({ ...details, device: deviceName() })}
          onDone={toTheRegister}
          onOthersNeeded={() => {
            setTogether(true);
          }}
        />
      )}
    </div>
  );
}
