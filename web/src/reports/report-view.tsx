// A report on the screen, block by block.

import { ReportChart } from './report-chart.tsx'
import { ReportFigures } from './report-figures.tsx'
import { ReportTable } from './report-table.tsx'
import type { PlainBlock, ReportView as View } from './report-types.ts'
import classes from './reports.module.css'

function Plain({ block, day }: { readonly block: PlainBlock; readonly day: string }) {
  switch (block.kind) {
    case 'figures':
      return <ReportFigures block={block} day={day} />
    case 'table':
      return <ReportTable table={block} day={day} />
    case 'chart':
      return <ReportChart chart={block} day={day} />
    case 'text':
      return (
        <p className={classes.text} role="status">
          {block.lead === undefined ? null : <b>{block.lead} </b>}
          {block.text}
        </p>
      )
  }
}

export function ReportView({ report }: { readonly report: View }) {
  return (
    <div className={classes.blocks}>
      {report.blocks.map((block, at) =>
        block.kind === 'side-by-side' ? (
          <div key={`pair-${at}`} className={classes.pair}>
            <Plain block={block.left} day={report.asOf} />
            <Plain block={block.right} day={report.asOf} />
          </div>
        ) : (
          <Plain key={`${block.kind}-${'title' in block ? block.title : at}`} block={block} day={report.asOf} />
        ),
      )}
    </div>
  )
}
