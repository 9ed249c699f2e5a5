import type { SameAs } from '../catalogue';
import type { hrAgents as fr } from '../fr/hr-agents';
import { count } from './count';

export const hrAgents: SameAs<typeof fr> = {
  title: 'Agents',
  lead: 'The people your organisation knows: this list tells who each document belongs to.',
  import: 'Import a file',
  letters: 'Activation letters',
  readOnlyTitle: 'Your account is for reading, not for changing',
  readOnly: 'Ask a colleague with the right to do it, or ask the operator to change your role.',
  toAgents: 'See the agents',
  back: 'Agents',

  search: {
    label: 'Find an agent',
    hint: 'Full family name or name used, or the beginning of the payroll number',
    submit: 'Search',
    clear: 'Clear the search',
    filter: 'Safe',
    filterHint: 'Activated by the agent, or not yet',
    filters: { all: 'All', waiting: 'Not yet activated', done: 'Activated' },
  },

  list: {
    caption: 'Agents, by payroll number',
    person: 'Agent',
    payrollNumber: 'Payroll number',
    dates: 'Employment',
    vault: 'Safe',
    delivery: 'Handed over',
    actions: 'Actions',
    since: (date) => `Since ${date}`,
    from: (date) => `From ${date}`,
    between: (start, end) => `${start} to ${end}`,
    activated: 'Activated',
    notActivated: 'Not yet activated',
    channels: { unset: 'By default', electronic: 'Electronic', paper: 'Paper' },
    newCode: 'New code',
    newCodeFor: (name) => `New code for ${name}`,
    shown: (n) => count(n, 'agent shown', 'agents shown'),
    more: 'Show the next agents',
    emptyTitle: 'No agents yet',
    empty:
      'Your payroll or HR software can export the list of agents as CSV. Import it: you will first see what it would change.',
    emptyReader: 'Agents will appear here once a colleague or your software has imported the list.',
    noMatchTitle: 'No agent matches',
    noMatch:
      'The name must be written in full, without the given name; for the payroll number, the first characters are enough.',
    noMatchFiltered: 'The filter “Safe” may hide some: show all agents.',
    everyoneTitle: 'All agents have activated their safe',
    everyone: 'There is no letter to prepare.',
    nobodyTitle: 'Nobody has activated their safe yet',
    nobody:
      'Each agent activates it with the code of a letter. Prepare the letters, print them, hand them out.',
    showAll: 'Show all agents',
  },

  code: {
    title: 'New activation code',
    forWhom: 'For:',
    payrollNumber: (number) => `payroll number ${number}`,
    warningTitle: 'Any code handed out before will stop working',
    warning:
      'The new code is shown only once: print it or copy it at once. The agent will see in their history that a code was made.',
    create: 'Make the code',
    shownTitle: 'Here is the code',
    shownOnce: 'It is not shown again once you close this window. Hand it over in person or by post.',
    code: 'Activation code',
    print: 'Print the letter',
    done: 'I have noted the code, close',
    activated: 'This agent has just activated their safe: they need no code any more.',
  },

  importing: {
    title: 'Import agents',
    lead: (employer) => `For ${employer}. Nothing is saved before you have read it over and confirmed.`,
    file: 'The list of agents',
    fileHint: 'A CSV file saved as UTF-8, whose first line names the columns.',
    reading: 'Reading the file, without saving anything',
    model: 'Download the template',
    modelFile: 'agents-template.csv',
    modelText:
      'The template holds only the first line. Fill it in your spreadsheet, one line per agent, dates like 27/10/1985, and save it as “CSV UTF-8”.',
    modelTitle: 'No file yet?',
    columnsTitle: 'The columns of the file',
    columnsCaption: 'Columns of the file of agents',
    column: 'Column',
    meaning: 'What it holds',
    example: 'Example',
    mayBeEmpty: 'may be empty',
    mayBeMissing: 'optional column',
    columns: {
      employerSiret: 'SIRET of the employer',
      payrollNumber: 'payroll number',
      familyName: 'family name (at birth)',
      usageName: 'usage name',
      givenName: 'given name',
      birthDate: 'date of birth',
      personalEmail: 'e-mail address for the invitation',
      startDate: 'start of the contract',
      endDate: 'end of the contract',
      source: 'payroll software, if there are several',
      channel: 'chosen delivery: unset, electronic or paper',
      noticeDate: 'day on which the agent was informed',
    },
    flaws: {
      empty: 'This file is empty. Choose another one.',
      spreadsheet:
        'This file is a workbook (Excel or LibreOffice), not a CSV. Open it, choose “Save as”, then the format “CSV UTF-8”.',
      pdf: 'This file is a PDF. What is needed is the list of agents as CSV, made by your payroll software or your spreadsheet.',
      zip: 'This file is a ZIP. Take the list of agents out of it, and choose the CSV file.',
      notText: 'This file is not text. What is needed is the list of agents as CSV, saved as UTF-8.',
      encoding:
        'The accents of this file cannot be read: it is not saved as UTF-8. Open it in your spreadsheet and save it as “CSV UTF-8”.',
      unreadable: 'This file could not be read. Check that it still exists and that no program holds it.',
      tooLarge: (most) => `This file is larger than ${most}. Cut it into parts, each with the first line.`,
      columnMissing: (columns) =>
        `The first line must name all columns. Missing: ${columns}. Add them, even if they stay empty, or start from the template.`,
      columnTwice: (columns) => `A column is named twice: ${columns}. Keep only one.`,
      malformed: (line) =>
        `The file can no longer be read from line ${line} on: most often a quotation mark is opened and never closed. Correct this line or the one before.`,
      malformedSomewhere:
        'The file is not a readable CSV: a quotation mark is opened and never closed. Correct it.',
      overLimit: 'This file has too many lines. Cut it into parts, each with the first line.',
      noRows: 'The file holds only the first line. Add one line per agent, then choose it again.',
    },
    review: 'This is what the file would change',
    created: () => 'new',
    updated: () => 'changed',
    unchanged: 'without change',
    refused: (n) => (n === 1 ? 'line refused' : 'lines refused'),
    ignored: (n) =>
      n === 1
        ? '1 line is of another employer, by its SIRET: it is left aside.'
        : `${count(n, '', 'lines')} are of another employer, by their SIRET: they are left aside.`,
    partlyTitle: (n) =>
      n === 1 ? 'One line cannot be imported' : `${count(n, '', 'lines')} cannot be imported`,
    partly:
      'You may import the others now, correct these lines, then import the corrected file: nothing will be there twice.',
    nothingTitle: 'There is nothing to import',
    allKnown: 'All these agents are in your list already, with the same information.',
    restKnown:
      'The valid lines are in your list already, with the same information. Correct the others, then choose the file again.',
    allRefused: 'No line can be taken as it is. Correct the file, then choose it again.',
    allIgnored: (siret) =>
      `No line bears the SIRET of this employer (${siret}). Check the column employerSiret, or the area you are working in.`,
    confirm: (n) => `Import ${count(n, 'agent', 'agents')}`,
    other: 'Choose another file',
    doneTitle: 'The list of agents is up to date',
    done: (created, updated, unchanged) =>
      `${count(created, 'new', 'new')}, ${count(updated, 'changed', 'changed')}, ${count(unchanged, 'without change', 'without change')}.`,
    doneNext: 'New agents need a letter with their code to open their safe.',
    notImportedTitle: (n) =>
      n === 1 ? 'One line was not imported' : `${count(n, '', 'lines')} were not imported`,
    notImported: 'Correct them in the file, then import it again: what is there already is not doubled.',
    again: 'Import another file',
    errors: {
      caption: 'Refused lines',
      line: 'Line',
      lineOf: (line) => `Line ${line}`,
      column: 'Column',
      wholeLine: 'The whole line',
      found: 'In the file',
      nothing: 'empty',
      notShown: 'not shown',
      what: 'To correct',
      more: 'Show the next lines',
      cut: (shown, total) =>
        `Only the first ${shown} errors of ${total} are listed. Perhaps the same flaw repeats: a shifted column, a date format.`,
    },
    rows: {
      'row-malformed':
        'This line has not as many cells as the first. A separator or a quotation mark is missing, or one too many.',
      'siret-invalid': 'Write the 14 digits of the employer’s SIRET.',
      'payroll-number-missing': 'Give the payroll number: it tells whose a document is.',
      'payroll-number-invalid': 'This is no payroll number: 64 characters at most, without invisible ones.',
      'nir-as-payroll-number':
        'This is a social security number. It is never accepted or kept: put the payroll number in its place.',
      'source-invalid':
        'The name of the payroll software has 40 characters at most: letters without accents, digits, dot or hyphen. Empty: the main software.',
      'family-name-invalid':
        'Give the name at birth: letters, no digits. A digit often comes from a shifted column.',
      'usage-name-invalid': 'The usage name is made of letters, without digits. Without one, leave it empty.',
      'given-name-invalid': 'Give the given name: letters, no digits.',
      'birth-date-invalid':
        'Enter the date of birth as day/month/year, for example 27/10/1985. It must be a real date in the past.',
      'birth-date-short-year':
        'Enter the year of birth with four digits, for example 27/10/1985: two digits do not tell the century.',
      'email-invalid':
        'This is not a complete address. Example: first.last@example.org. Without an address, leave it empty.',
      'start-date-invalid': 'Enter the contract start date as day/month/year, for example 01/09/2026.',
      'start-date-short-year':
        'Enter the year of the contract start date with four digits, for example 01/09/2026.',
      'end-date-invalid':
        'Enter the contract end date as day/month/year, for example 31/12/2026. If there is none, leave it empty.',
      'end-date-short-year':
        'Enter the year of the contract end date with four digits, for example 31/12/2026.',
      'end-before-start': 'The contract would end before it began. Check both dates.',
      'channel-invalid': 'Write unset, electronic or paper. If you do not know, leave it empty.',
      'notice-date-invalid':
        'Enter the date the agent was informed as day/month/year, for example 01/01/2026, or leave it empty.',
      'notice-date-short-year':
        'Enter the year the agent was informed with four digits, for example 01/01/2026.',
      'duplicate-row':
        'This payroll number with this start of the contract stands further up in the file. Keep only one of the two lines.',
      'payroll-number-overlap':
        'This payroll number is that of another contract on the same dates. Check the payroll number, or date the end of the old contract.',
      'other-person':
        'Under this payroll number we know a person of another name and another date of birth. If the number was given anew, state the end of the previous contract and the start of the new one.',
      'identity-locked':
        'This agent has activated their safe: an import no longer changes their name at birth and date of birth. Put those from before, and turn to the operator if a correction is needed.',
    },
    rowUnknown: 'This line is not accepted as it is. Compare it with the template.',
  },

  post: {
    title: 'Activation letters',
    lead: 'One page per agent, ready for an envelope: how to open their safe, and their code.',
    who: 'Who to write to',
    all: 'All agents who have not activated their safe',
    allCount: (n) => count(n, 'letter', 'letters'),
    allAtLeast: (n) => `More than ${n} letters`,
    some: 'Some of them',
    someHint: 'For example new agents, or those who have lost their letter',
    choose: 'Agents who have not activated their safe',
    chosen: (n) => (n === 0 ? 'No agents selected' : count(n, 'agent selected', 'agents selected')),
    checkShown: 'Select all shown',
    uncheck: 'Clear selection',
    noneChosen: 'Select at least one agent.',
    tooMany: (most) =>
      `One file can hold up to ${most} letters. Choose “Some of them”, and prepare the letters in several batches.`,
    tooManyChosen: (most) => `One file can hold up to ${most} letters. Deselect some agents.`,
    warningTitle: 'New codes replace the old ones',
    warning:
      'Each letter carries a new code: codes you have already handed out stop working. We do not keep the PDF: print it straight away, then delete it from your computer.',
    submit: 'Prepare the letters',
    confirmTitle: (n) => `Create ${count(n, 'new code', 'new codes')}?`,
    confirmTitleAtLeast: (n) => `Create more than ${n} new codes?`,
    confirmEnds: (n) =>
      n === 1
        ? 'Any code already handed to this agent will stop working.'
        : `Any codes already handed to these ${count(n, '', 'agents')} will stop working.`,
    confirmEndsAtLeast: (n) => `Any codes already handed to more than ${n} agents will stop working.`,
    confirmPrint: 'Print straight away: we do not keep the PDF, and these codes will not be shown again.',
    confirm: 'Create the codes and the PDF',
    pending: 'Preparing the PDF',
    pendingText: 'This takes a few seconds. Keep this page open.',
    fileName: (day) => `activation-letters-${day}.pdf`,
    doneTitle: 'The letters are ready',
    done: 'Your browser has saved the PDF. Print it, put each page in an envelope, then delete the file: it contains the codes.',
    keep: 'Before you leave this page, check that the PDF opens: it will not be shown again.',
    saveAgain: 'Save the PDF again',
    more: 'Prepare more letters',
    nobodyTitle: 'Nobody is waiting for a letter',
    nobody: 'Every agent in your list has activated their safe.',
    noAgentsTitle: 'Start with your agents',
    noAgents: 'There are no agents in your list yet. Import it, and each of them can then have a letter.',
    noAnswer:
      'The service did not answer. The new codes may have been created without the PDF reaching you: prepare the letters again, and hand out only those from the latest PDF.',
  },
};
