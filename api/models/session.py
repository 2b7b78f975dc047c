"""The session as the API tells it."""

from pydantic import BaseModel, Field

from archive.access import Access
from archive.roles import Role
from catalogue.accounts import ordered
from reading.reader import Reader


class SessionModel(BaseModel):
    """Who reads. Without an account: no name, no role, no token."""

    name: str | None = Field(examples=["lan"])
    display_name: str | None = Field(examples=["Nguyễn Thị Lan"])
    role: Role | None
    levels: list[Access] = Field(description="levels of access that the reader sees")
    form_token: str | None = Field(description="to be sent with each change as `X-Form-Token`")

    @classmethod
    def of(cls, reader: Reader) -> "SessionModel":
        """The reader of a request."""
        levels = [Access(level) for level in ordered(reader.levels)]
        if reader.role is None:
            return cls(name=None, display_name=None, role=None, levels=levels, form_token=None)
        return cls(
            name=reader.name,
            display_name=reader.display_name,
            role=reader.role,
            levels=levels,
            form_token=reader.form_token,
        )
