import type { ReactNode } from 'react';
import { anyPictureFormat } from '@consilium/domain';
import { Card, PageTitle, StatusLine } from '../platform/kit';
import { About } from './about';
import classes from './help.module.css';

/** What this is, who can read what, what it does not do. True today, or changed today. */
export function HelpPage(): ReactNode {
  return (
    <div className={classes.page}>
      <PageTitle lead="Ask a colleague about a picture, and be able to show afterwards what was recorded, by whom, when.">
        Help
      </PageTitle>
      <StatusLine tone="warning">
        Not for emergencies. If you need an answer within the hour, phone the on-call team.
      </StatusLine>
      <Card title="Who can read what">
        <ul className={classes.list}>
          <li>
            A picture and what is said about it: the people named above that thread, and nobody else. One that was
            agreed to for making and keeping only is for the colleagues its author names; the others in the case see
            that it is there, what was recorded about it, and whom it is for.
          </li>
          <li>
            An outside colleague: only the pictures your defence organisation had no objection to, and their threads,
            including what was said there before. Not the case thread, not other pictures.
          </li>
          <li>Your defence organisation: the dossier you write for it. No picture and no thread.</li>
          <li>
            Whoever runs the service: who works with whom and when, who has looked at what and when, sizes, register
            details, on what authority a picture is kept and how far it may go, what was explained, whether it shows a
            child, somebody who lacks capacity or has died, a face or an intimate part and what else would tell who it
            is, what was withdrawn and why, who acts next after an opinion, and the conditions an adviser writes. Not
            the words you write in a case, and not the pictures.
          </li>
        </ul>
      </Card>
      <Asking />
      <Finding />
      <Card title="What your defence organisation’s answer means">
        <p className={classes.words}>
          “No medico-legal objection” is advice on the facts you supplied. You remain responsible. It is not clinical
          approval and not confirmation of indemnity. That no outside colleague can be invited without it is this
          service’s own rule.
        </p>
      </Card>
      <Patients />
      <WhoLetsIn />
      <WithoutConnection />
      <Practice />
      <About />
    </div>
  );
}

function Asking(): ReactNode {
  return (
    <Card title="Asking a colleague">
      <p className={classes.words}>
        One screen: what you want to know, whom you ask, and pictures if there are any. The button names whom it lets
        in; they can read everything in the case. What you do not say stands as “not said”, also how urgent it is. Until
        a responsible consultant is named, you answer for the case. Several pictures can share one agreement; for a
        further one it is shown again in words, and posting says that it covers that one too.
      </p>
      <p className={classes.words}>
        What somebody said can be answered by name: its menu, a swipe to the right, or R. The answer stays with the
        readers of what it answers. Your own message you can take back for a minute: its words go, for everybody, and a
        line says that you took one back. Who read it before has read it.
      </p>
      <p className={classes.words}>
        In full detail you leaf through all pictures of the case: swipe, the arrow keys, Home and End, or the strip
        below. Nearer, a finger and the arrows move the picture; Page up and Page down go on. On a wide screen two stand
        side by side. In the list, a case has a small picture where it was said of one that it shows no face and no
        intimate part of anybody, and that the patient is an adult.
      </p>
      <p className={classes.words}>
        Under the last thing you said stands who has looked at it. In the same way those who can read a thread see how
        far you have looked at it, not when. That cannot be switched off; nothing is read before it was on your screen.
      </p>
      <p className={classes.words}>
        A signed opinion can be taken along: “Copy, print or PDF” under it. The PDF is made on your device and is read
        out in order by screen readers. A copy carries no signature; the signed opinion stays in its case. To an outside
        colleague the case closes when the share ends, so take a copy of your own opinion before.
      </p>
    </Card>
  );
}

function Finding(): ReactNode {
  return (
    <Card title="Your cases">
      <p className={classes.words}>
        Each case says whose turn it is, from who was asked and who has said something since: a colleague who was asked
        is waited for until they have; after an answer it is the owner’s turn. What waits for you today stands first.
        The search looks through everything you may read, on this device alone: begin the words, in any order; / goes to
        the field, arrows through what was found. What was not sent is named above the list, and waits in its case.
      </p>
    </Card>
  );
}

function Patients(): ReactNode {
  return (
    <>
      <Card title="Explaining it to a patient">
        <p className={classes.words}>
          Where a case is asked, where pictures are checked, and where a new version of what was agreed to is recorded,
          “Show the patient” puts a card of large, plain words in the place of the page. The page locks itself; whatever
          is pressed or typed in it leads to the card until you unlock it with your passkey, and what you had entered is
          there again. Other apps of the device it cannot close: on a phone, pin the screen before you hand it over. The
          card asks nothing and records nothing. That you explained what it showed is recorded when you press so.
        </p>
      </Card>
      <Card title="If a patient changes their mind">
        <p className={classes.words}>
          Open the picture and choose “Withdraw consent”. Withdrawing sharing ends every outside colleague’s access to
          it within a minute, and they are asked to state what became of their copies; your organisation’s copy stays
          sealed here, and is not in the patient’s record until you file it there. Withdrawing the picture itself closes
          it to everybody but the owner of the case, who can propose to the Caldicott guardian that it is destroyed:
          invite them to the case, since this service sends them nothing. This version destroys no picture. If a patient
          objects before a picture is posted, do not post it: nothing is recorded here. What they agree to later, or
          more, is a new version beside the one before.
        </p>
      </Card>
    </>
  );
}

function WithoutConnection(): ReactNode {
  return (
    <Card title="Without a connection">
      <ul className={classes.list}>
        <li>
          Cases of your organisation that you opened on a device stay on it, sealed, for 24 hours after it last reached
          the service. Your passkey opens them there; without it they cannot be read. Pictures are not kept, and nothing
          of cases in which you are the outside colleague.
        </li>
        <li>
          What you read then may be old: each screen says since when it is not up to date. If a patient withdraws, or
          you are removed from a case, a device without a connection does not know yet, and shows what it has until
          those 24 hours are over.
        </li>
        <li>
          What you write then is not sent. It waits on the device, and goes when you unlock with a connection, if
          exactly the same people can read it. Otherwise you are asked.
        </li>
        <li>
          It is deleted when you sign out, when you sign the device out from another one and it hears of it, when you
          renew your keys, and when its clock is set back. A passkey that needs a passphrase keeps nothing.
        </li>
      </ul>
    </Card>
  );
}

function WhoLetsIn(): ReactNode {
  return (
    <Card title="Who lets people in">
      <p className={classes.words}>
        You sign who you are; a registration officer compares it with the professional register or your employer’s
        letter. Whoever advises for a defence organisation is confirmed by its own advisers, and so is your membership
        of it. In a register for real use two officers have to agree before anybody is given power; in a trial one is
        enough, and the people it let in are marked.
      </p>
      <p className={classes.words}>
        You move, or your registration runs out soon? Under Settings, open “Change your details” and sign them again.
      </p>
    </Card>
  );
}

function IfLost(): ReactNode {
  return (
    <Card title="If something is lost">
      <ul className={classes.list}>
        <li>
          The connection, or the page: your drafts are there again, and a message that was not sent stands in its place
          with Retry.
        </li>
        <li>
          Time: a shared computer locks after 5 minutes without a touch and signs you out after 15. On your own device,
          said so when you sign in or under Settings, it is 15 minutes out of sight or 30 without a touch, and you stay
          signed in for 12 hours. Unlocking leads back to the line you were reading.
        </li>
        <li>A device: sign it out under Settings, “Your devices”. Your other passkeys go on working.</li>
        <li>
          Somebody may have your keys or your words: under Settings, “Your devices”, choose “My keys may be lost”. You
          get new keys and new words; the former ones open nothing that is written from then on.
        </li>
        <li>
          The service’s own database, put back to an older copy: your device says so and writes nothing until
          registration officers have said what is lost. Then a case says what it lacks, and what your device still has
          of your own words stands there, not sent.
        </li>
        <li>Every passkey: choose “Use your recovery words” on the sign-in page; your whole history opens.</li>
        <li>
          The recovery words as well: go to a registration officer. They give you a link with which you make new keys,
          and another officer confirms them. Each case then comes back once its owner, or where that is you a colleague
          in it, says under People that they know you again. A case that nobody else is in stays closed for good, and
          your defence organisation confirms your membership anew.
        </li>
      </ul>
    </Card>
  );
}

function Practice(): ReactNode {
  return (
    <>
      <IfLost />
      <Card title="Whom to ask">
        <p className={classes.words}>
          Under Organisation, Colleagues and teams shows who works with you, who is away and until when, each team and
          who is on call for it. Asking a team lets everybody in it read the case; whoever answers first has answered.
          Asking who is on call lets them alone in. If nobody answers in time, whoever asked is told, and so are those
          who were asked together; the owner can ask the rest of a team from that notice. Who stands in for somebody is
          told with them, in cases they are in themselves, and does nothing in their place.
        </p>
        <p className={classes.words}>
          Three weeks after an opinion the owner of the case is asked once what became of it, also in a case that was
          closed. One press beneath the opinion answers; whoever reads the opinion reads the answer. A colleague outside
          reads it while their share lasts.
        </p>
        <p className={classes.words}>
          Whoever speaks for an organisation reads there how long its questions wait, by month, without any case or
          name.
        </p>
      </Card>
      <Card title="When the owner of a case goes">
        <p className={classes.words}>
          Under People the owner hands the case over to a colleague in it, and can leave it then. Anybody else can leave
          at any time. What was written stays in the record; what comes afterwards is sealed with new keys.
        </p>
        <p className={classes.words}>
          When the owner’s registration ended or was suspended, or they left the organisation, a notice above the case
          lets a colleague of the same organisation who is in it take it over.
        </p>
      </Card>
      <Card title="On a ward computer">
        <p className={classes.words}>
          A security key works. If it cannot protect your keys by itself, a passphrase does. The page locks itself after
          five minutes. What you were writing waits there, sealed, until you unlock the page; of cases nothing stays on
          a shared computer. On your own device cases you opened stay for a day, sealed, for your passkey alone. Signing
          out deletes both.
        </p>
      </Card>
      <Limits />
    </>
  );
}

function Limits(): ReactNode {
  return (
    <Card title="What it cannot do">
      <ul className={classes.list}>
        <li>It cannot stop somebody photographing a screen, nor recall copies already seen.</li>
        <li>It does not take AVIF, TIFF, DICOM, video or sound yet; it says so and asks for {anyPictureFormat}.</li>
        <li>It does not diagnose, and no picture is looked at by a program on the server.</li>
      </ul>
    </Card>
  );
}
