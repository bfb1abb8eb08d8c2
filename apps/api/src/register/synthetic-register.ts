import type { RegisterStatus } from '@consilium/domain';

/**
 * A professional register for trials. Every person here is made up; numbers starting 999 are given to nobody.
 * Real register data is licensed and is never shipped.
 */
export const registerBody = 'GMC';

const licensed = { status: 'with-licence' } as const;
const conditions = { status: 'conditions' } as const;
const unlicensed = { status: 'without-licence' } as const;
const suspended = { status: 'suspended' } as const;
const erased = { status: 'erased' } as const;

interface SyntheticClinician {
  readonly number: string;
  readonly name: string;
  readonly specialty: string;
  readonly status: RegisterStatus;
}

export const syntheticClinicians: readonly SyntheticClinician[] = [
  { number: '9990001', name: 'Dr Alice Ashgrove', specialty: 'General practice', ...licensed },
  { number: '9990002', name: 'Dr Bela Birchwood', specialty: 'General practice', ...licensed },
  { number: '9990003', name: 'Dr Cora Cloudesley', specialty: 'Dermatology', ...licensed },
  { number: '9990004', name: 'Dr Dunstan Dewberry', specialty: 'Dermatology', ...licensed },
  { number: '9990005', name: 'Dr Edda Elderflower', specialty: 'Emergency medicine', ...licensed },
  { number: '9990006', name: 'Dr Fergus Foxglove', specialty: 'Emergency medicine', ...licensed },
  { number: '9990007', name: 'Dr Gwendolen Gorsebank', specialty: 'Ophthalmology', ...licensed },
  { number: '9990008', name: 'Dr Hector Hazelmere', specialty: 'Ophthalmology', ...licensed },
  { number: '9990009', name: 'Dr Imogen Ivybridge', specialty: 'Plastic surgery', ...licensed },
  { number: '9990010', name: 'Dr Jasper Juniperus', specialty: 'Plastic surgery', ...licensed },
  { number: '9990011', name: 'Dr Kezia Kingcup', specialty: 'Paediatrics', ...licensed },
  { number: '9990012', name: 'Dr Lorcan Larkspur', specialty: 'Paediatrics', ...licensed },
  { number: '9990013', name: 'Dr Mabel Mossop', specialty: 'Histopathology', ...licensed },
  { number: '9990014', name: 'Dr Nestor Nettlecombe', specialty: 'Histopathology', ...licensed },
  { number: '9990015', name: 'Dr Ottoline Oxlip', specialty: 'Clinical radiology', ...licensed },
  { number: '9990016', name: 'Dr Piers Pimpernel', specialty: 'Clinical radiology', ...licensed },
  { number: '9990017', name: 'Dr Quilla Quickthorn', specialty: 'Rheumatology', ...licensed },
  { number: '9990018', name: 'Dr Rufus Rowanberry', specialty: 'Rheumatology', ...licensed },
  { number: '9990019', name: 'Dr Sabra Sorrel', specialty: 'Vascular surgery', ...licensed },
  { number: '9990020', name: 'Dr Tobias Thistledown', specialty: 'Vascular surgery', ...licensed },
  { number: '9990021', name: 'Dr Una Umbelworth', specialty: 'Oncology', ...licensed },
  { number: '9990022', name: 'Dr Victor Vetchling', specialty: 'Medico-legal advice', ...licensed },
  { number: '9990023', name: 'Dr Winifred Woodruff', specialty: 'Medico-legal advice', ...licensed },
  { number: '9990024', name: 'Dr Xenia Xylander', specialty: 'Dermatology', ...licensed },
  { number: '9990025', name: 'Dr Yorick Yarrowby', specialty: 'Burns and plastic surgery', ...licensed },
  { number: '9990026', name: 'Dr Zelda Zinnia', specialty: 'Gastroenterology', ...licensed },
  { number: '9990027', name: 'Dr Ambrose Amberleaf', specialty: 'Gastroenterology', ...conditions },
  { number: '9990028', name: 'Dr Beatrix Bilberry', specialty: 'Otolaryngology', ...conditions },
  { number: '9990029', name: 'Dr Caspian Clovermead', specialty: 'Otolaryngology', ...unlicensed },
  { number: '9990030', name: 'Dr Delphine Dandelyon', specialty: 'General practice', ...unlicensed },
  { number: '9990031', name: 'Dr Ezra Eglantine', specialty: 'Orthopaedics', ...unlicensed },
  { number: '9990032', name: 'Dr Flora Feverfew', specialty: 'Orthopaedics', ...suspended },
  { number: '9990033', name: 'Dr Gideon Goosegrass', specialty: 'General practice', ...suspended },
  { number: '9990034', name: 'Dr Hestia Hollyhock', specialty: 'Psychiatry', ...suspended },
  { number: '9990035', name: 'Dr Ignatius Iriswell', specialty: 'Cardiology', ...suspended },
  { number: '9990036', name: 'Dr Jemima Jessamine', specialty: 'Neurology', ...erased },
  { number: '9990037', name: 'Dr Kit Knapweed', specialty: 'General practice', ...erased },
  { number: '9990038', name: 'Dr Lettice Lavenderby', specialty: 'Anaesthetics', ...erased },
  { number: '9990039', name: 'Dr Magnus Meadowsweet', specialty: 'Obstetrics and gynaecology', ...licensed },
  { number: '9990040', name: 'Dr Nola Nightshade', specialty: 'Infectious diseases', ...licensed },
];
