import { useEffect, useRef } from 'react';
import type { SealFinding } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Details, type Fact, Facts } from '../../ui/card';
import { cx } from '../../ui/cx';
import { Icon, type IconName } from '../../ui/icon';
import { SafeText } from '../../ui/safe-text';
import { TEXT } from './text';
import styles from './verify.module.css';

type Kind = SealFinding['verdict'];

const LOOKS: Readonly<Record<Kind, { readonly icon: IconName; readonly look: string | undefined }>> = {
  verified: { icon: 'shield', look: styles.verified },
  broken: { icon: 'cross', look: styles.broken },
  'cannot-tell': { icon: 'info', look: styles.cannotTell },
};

interface VerdictProps {
  readonly finding: SealFinding;
  readonly fileName: string;
}

/** The verdict for somebody who has never heard of a seal; takes the focus, for it is what they came for. Give it a `key` per check. */
export function Verdict({ finding, fileName }: VerdictProps) {
  const text = useText(TEXT);
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const { verdict } = finding;
  const { icon, look } = LOOKS[verdict];
  const words = { verified: text.verified, broken: text.broken, 'cannot-tell': text.cannotTell }[verdict];
  return (
    <section ref={box} tabIndex={-1} className={cx(styles.verdict, look)} aria-labelledby="verdict">
      <div className={styles.head}>
        <Icon name={icon} size={36} />
        <h2 id="verdict">{words.title}</h2>
      </div>
      <div className={styles.said}>
        {verdict === 'cannot-tell' && <p>{text.reasons[finding.code ?? ''] ?? text.otherReason}</p>}
        <p>{words.text}</p>
        {'next' in words && <p>{words.next}</p>}
        <WhatTheSealSays finding={finding} fileName={fileName} />
        {verdict === 'verified' && <WhatItMeans />}
        {verdict !== 'cannot-tell' && <Technical finding={finding} />}
      </div>
    </section>
  );
}

function WhatTheSealSays({ finding: { statement, sealedBy, time }, fileName }: VerdictProps) {
  const text = useText(TEXT);
  const formats = useFormats();
  const depositor = statement ?? sealedBy;
  const facts: Fact[] = [
    ...(depositor === null
      ? []
      : [{ name: text.facts.statement, value: <Strong>{text.quoted(heldTogether(depositor))}</Strong> }]),
    ...(time === null ? [] : [{ name: text.facts.date, value: <Strong>{formats.dateTime(time)}</Strong> }]),
    { name: text.file, value: <SafeText>{fileName}</SafeText> },
  ];
  return <Facts facts={facts} />;
}

/** A number stays on the line of its name. */
function heldTogether(words: string): string {
  return words.replaceAll(/SIRET (?=\d)/g, 'SIRET\u00a0');
}

function Strong({ children }: { readonly children: string }) {
  return (
    <strong>
      <SafeText>{children}</SafeText>
    </strong>
  );
}

function WhatItMeans() {
  const text = useText(TEXT);
  return (
    <div className={styles.meaning}>
      <Points title={text.means} points={text.meansList} icon="check" />
      <Points title={text.not} points={text.notList} icon="info" />
    </div>
  );
}

interface PointsProps {
  readonly title: string;
  readonly points: readonly string[];
  readonly icon: IconName;
}

function Points({ title, points, icon }: PointsProps) {
  return (
    <div className={styles.points}>
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <Icon name={icon} size={18} />
            {point}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Technical({ finding }: { readonly finding: SealFinding }) {
  const text = useText(TEXT).technical;
  const { sealedBy, time, level, code } = finding;
  const facts: Fact[] = [
    ...(sealedBy === null ? [] : [{ name: text.sealedBy, value: <SafeText>{sealedBy}</SafeText> }]),
    ...(time === null ? [] : [{ name: text.time, value: <SealTime finding={finding} time={time} /> }]),
    ...(level === null ? [] : [{ name: text.level, value: `PAdES ${level}` }]),
    ...(code === null ? [] : [{ name: text.code, value: <code>{code}</code> }]),
  ];
  return (
    <Details>
      <Facts facts={facts} />
      <p>{text.offline}</p>
    </Details>
  );
}

/** An unqualified time is never more than what our own clock says (eIDAS, art. 41 and 42). */
function SealTime({ finding, time }: { readonly finding: SealFinding; readonly time: string }) {
  const text = useText(TEXT).technical;
  const formats = useFormats();
  const { timeGivenBy, timeQualified } = finding;
  const at = formats.dateTime(time);
  if (timeGivenBy === null) return text.timeOwn(at);
  return (
    <SafeText>
      {timeQualified ? text.timeQualified(at, timeGivenBy) : text.timeOwnBy(at, timeGivenBy)}
    </SafeText>
  );
}
