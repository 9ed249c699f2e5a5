import { useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button, LinkButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { Row, Stack } from '../../../ui/page';
import { saveFile } from '../../agent/save-file';
import { TEXT } from '../text';
import type { Letters } from './use-letters';

interface LettersDoneProps {
  readonly letters: Letters;
  onMore(): void;
}

export function LettersDone({ letters: { file, fileName }, onMore }: LettersDoneProps) {
  const all = useText(TEXT);
  const text = all.post;
  const { employerId } = useEmployer();
  const focus = (box: HTMLDivElement | null) => box?.focus();
  return (
    <Stack>
      <Notice ref={focus} tabIndex={-1} tone="success" title={text.doneTitle}>
        <p>{text.done}</p>
      </Notice>
      <Notice tone="warning">
        <p>{text.keep}</p>
      </Notice>
      <Row>
        <Button onPress={() => saveFile(file, fileName)}>
          <Icon name="download" />
          {text.saveAgain}
        </Button>
        <LinkButton to={`/rh/${employerId}/agents`}>{all.toAgents}</LinkButton>
        <Button look="quiet" onPress={onMore}>
          {text.more}
        </Button>
      </Row>
    </Stack>
  );
}
