"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('editions',
    sa.Column('name', sa.String(length=16), nullable=False, comment='the one row there is: directory'),
    sa.Column('version', sa.Integer(), nullable=False, comment='one more with every change of what is offered'),
    sa.Column('pack', sa.String(length=64), nullable=True, comment='checksum of the country pack that was last looked at'),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_editions')),
    sqlite_with_rowid=False
    )
    op.create_table('gaps',
    sa.Column('district', sa.String(length=64), nullable=False, comment='empty where none was known'),
    sa.Column('need', sa.String(length=32), nullable=False, comment='a concern or a category'),
    sa.Column('month', sa.Date(), nullable=False, comment='its first day'),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('district', 'need', 'month', name=op.f('pk_gaps')),
    sqlite_with_rowid=False
    )
    op.create_table('organisations',
    sa.Column('id', sa.String(length=128), nullable=False),
    sa.Column('names', sa.Text(), nullable=False, comment='JSON, by language'),
    sa.Column('type', sa.String(length=32), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('website', sa.Text(), nullable=True),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('is_edited', sa.Boolean(), nullable=False, comment='here, so that a newer country pack does not undo it'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisations')),
    sqlite_with_rowid=False
    )
    op.create_table('proposals',
    sa.Column('id', sa.String(length=22), nullable=False),
    sa.Column('difference', sa.Text(), nullable=False, comment='JSON of exchange.difference.Difference'),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False, comment="an opaque name, never a person's"),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposals')),
    sqlite_with_rowid=True
    )
    op.create_table('services',
    sa.Column('id', sa.String(length=128), nullable=False),
    sa.Column('organisation_id', sa.String(length=128), nullable=False),
    sa.Column('names', sa.Text(), nullable=False, comment='JSON, by language'),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('description', sa.Text(), nullable=True),
    sa.Column('whatsapp', sa.Text(), nullable=True),
    sa.Column('email', sa.Text(), nullable=True),
    sa.Column('website', sa.Text(), nullable=True),
    sa.Column('cost', sa.Text(), nullable=True),
    sa.Column('female_staff', sa.Boolean(), nullable=True),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('is_walk_in', sa.Boolean(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('source_on', sa.Date(), nullable=True),
    sa.Column('verified_on', sa.Date(), nullable=True),
    sa.Column('confidence', sa.String(length=16), nullable=False),
    sa.Column('pack_row', sa.Text(), nullable=True, comment='JSON, as the country pack had it when last looked at'),
    sa.Column('is_edited', sa.Boolean(), nullable=False, comment='here, so that a newer country pack does not undo it'),
    sa.Column('gone_on', sa.Date(), nullable=True, comment='taken out of the directory; kept, so that no pack brings it back'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisations.id'], name=op.f('fk_services_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_services')),
    sqlite_with_rowid=True
    )
    with op.batch_alter_table('services', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_services_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('accessibility',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('feature', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_accessibility_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'position', name=op.f('pk_accessibility')),
    sqlite_with_rowid=False
    )
    op.create_table('complaints',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('on', sa.Date(), nullable=False, comment='a day, and nothing of who complained'),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('open', sa.Integer(), nullable=False, comment='how many of them came since the service was verified'),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_complaints_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'on', name=op.f('pk_complaints')),
    sqlite_with_rowid=False
    )
    op.create_table('coverage',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('reach', sa.String(length=16), nullable=False),
    sa.Column('area', sa.LargeBinary(), nullable=True, comment='WKB in degrees, longitude first'),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_coverage_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_coverage')),
    sqlite_with_rowid=False
    )
    op.create_table('eligibility',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('serves', sa.Text(), nullable=False, comment='as somebody wrote it'),
    sa.Column('audience', sa.String(length=32), nullable=False),
    sa.Column('gender', sa.String(length=16), nullable=True),
    sa.Column('min_age', sa.Integer(), nullable=True),
    sa.Column('max_age', sa.Integer(), nullable=True),
    sa.Column('only_for', sa.Text(), nullable=False, comment='JSON, concerns'),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_eligibility_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_eligibility')),
    sqlite_with_rowid=False
    )
    op.create_table('history',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('version', sa.Integer(), autoincrement=False, nullable=False, comment='the one that replaced it'),
    sa.Column('act', sa.String(length=16), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False, comment="an opaque name, never a person's"),
    sa.Column('was', sa.Text(), nullable=False, comment='JSON, the service before'),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_history_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'version', name=op.f('pk_history')),
    sqlite_with_rowid=True
    )
    op.create_table('languages',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_languages_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'position', name=op.f('pk_languages')),
    sqlite_with_rowid=False
    )
    op.create_table('locations',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('province', sa.String(length=64), nullable=True),
    sa.Column('district', sa.String(length=64), nullable=True),
    sa.Column('address', sa.Text(), nullable=True),
    sa.Column('latitude', sa.Float(precision=53), nullable=True),
    sa.Column('longitude', sa.Float(precision=53), nullable=True),
    sa.Column('precision', sa.String(length=16), nullable=True),
    sa.Column('is_confidential', sa.Boolean(), nullable=False),
    sa.CheckConstraint('NOT is_confidential OR (address IS NULL AND latitude IS NULL AND longitude IS NULL AND precision IS NULL)', name=op.f('ck_locations_confidential_is_nowhere')),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_locations_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_locations')),
    sqlite_with_rowid=False
    )
    op.create_table('phones',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('position', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('number', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_phones_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', 'position', name=op.f('pk_phones')),
    sqlite_with_rowid=False
    )
    op.create_table('schedules',
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('hours', sa.Text(), nullable=True, comment='as somebody wrote them'),
    sa.Column('always_open', sa.Boolean(), nullable=True),
    sa.Column('schedule', sa.Text(), nullable=True, comment='JSON of schedule.Schedule'),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_schedules_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('service_id', name=op.f('pk_schedules')),
    sqlite_with_rowid=False
    )
    op.create_table('verifications',
    sa.Column('id', sa.String(length=22), nullable=False),
    sa.Column('service_id', sa.String(length=128), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('by', sa.String(length=64), nullable=False, comment="an opaque name, never a person's"),
    sa.Column('method', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['services.id'], name=op.f('fk_verifications_service_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_verifications')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('verifications', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_verifications_service_id'), ['service_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('verifications', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_verifications_service_id'))

    op.drop_table('verifications')
    op.drop_table('schedules')
    op.drop_table('phones')
    op.drop_table('locations')
    op.drop_table('languages')
    op.drop_table('history')
    op.drop_table('eligibility')
    op.drop_table('coverage')
    op.drop_table('complaints')
    op.drop_table('accessibility')
    with op.batch_alter_table('services', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_services_organisation_id'))

    op.drop_table('services')
    op.drop_table('proposals')
    op.drop_table('organisations')
    op.drop_table('gaps')
    op.drop_table('editions')
