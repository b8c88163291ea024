"""What lists of customers call their columns, accents folded. No ORM in here."""

#: field of ``res.partner``: headings, accents and case make no difference
CUSTOMER_HEADINGS = {
    "ref": (
        *("ma", "ma kh", "ma khach hang", "ma khach", "customer code", "code"),
        *("ma doi tuong", "customer id", "ma so", "customer no", "customer number"),
        *("client id", "ma doi tac", "ma nha cung cap", "ma kh ncc", "id khach hang"),
    ),
    "name": (
        *("ten", "ten kh", "ten khach hang", "khach hang", "ho ten", "ho va ten"),
        *("ten day du", "ten day du khach hang", "ten don vi", "ten doanh nghiep"),
        *("customer", "customer name", "full name", "name", "display name"),
        *("kh", "ten don vi ca nhan", "ten ca nhan don vi", "ten to chuc ca nhan"),
        *("ten doi tuong", "ten nha cung cap", "ten khach", "ten hien thi", "khach"),
        *("ho ten day du", "ten lien he", "ten cong ty ca nhan", "fullname"),
        *("ten khach hang cong ty", "ten ca nhan to chuc", "ten to chuc ca nhan"),
        *("ten goi day du", "quy danh", "nguoi mua", "nguoi mua hang", "nguoi nhan"),
        *("client", "doi tac", "ten kh ncc", "lead name", "nguoi dat hang"),
        *("recipient", "recipient name", "nguoi nhan hang", "khach mua", "chu ho"),
    ),
    "vat": ("mst", "ma so thue", "tax code", "tax id", "ma so thue cccd", "vat", "tin"),
    "street": (
        *("dia chi", "so nha", "so nha duong", "address", "street", "duong"),
        *("dia chi 1", "address line 1", "street address", "address 1", "cu tru"),
        *("business street", "duong co quan", "dia chi co quan", "dia chi lien he"),
        *("dia chi nha rieng", "home street", "other street", "dia chi giao hang"),
        *("mailing street", "billing address", "address 1 formatted", "duong pho"),
        *(
            "pho co quan",
            "pho nha rieng",
            "dia chi nha",
            "ten duong",
            "dia chi cong ty",
        ),
        *("dia chi lien lac", "thon xom", "to dan pho", "khu pho", "ngo hem"),
        *("so nha duong pho", "tru so", "tru so chinh", "noi o", "cho o", "d c", "dc"),
        *("so nha ten duong", "street and number", "dia chi 1 duong pho"),
        *("detail address", "detailed address"),
    ),
    "street2": (
        *("dia chi 2", "address line 2", "street 2", "business street 2", "address 2"),
        *("address 1 extended address",),
    ),
    "city": (
        *("phuong xa", "xa phuong", "phuong", "xa", "ward", "phuong xa thi tran"),
        *("quan huyen", "quan", "huyen", "district", "huyen quan", "city", "town"),
        *("business city", "home city", "thanh pho co quan", "address 1 city"),
        *("p x", "q h"),
        *("thi tran", "thanh pho nha rieng", "tp quan huyen", "town city"),
    ),
    "state_id": (
        *("tinh", "tinh thanh", "tinh thanh pho", "thanh pho", "province", "tinh tp"),
        *("state", "region", "business state", "home state", "tinh co quan"),
        *("address 1 region", "state province", "thanh pho tinh", "tinh thanh pho tp"),
        *(
            "t p",
            "t tp",
            "tinh nha rieng",
            "tp",
            "ten tinh",
            "province city",
            "city province",
        ),
        *("state region", "tp tinh", "ten tinh thanh", "tinh thanh moi"),
    ),
    "zip": (
        *("ma buu chinh", "ma buu dien", "zip", "zip code", "postal code"),
        *("business postal code", "home postal code", "address 1 postal code"),
        *("ma buu chinh co quan", "ma buu chinh nha rieng", "postcode", "post code"),
    ),
    "country_id": (
        *("quoc gia", "nuoc", "country", "business country region"),
        *("home country region", "address 1 country", "quoc gia khu vuc co quan"),
        *("quoc gia co quan", "quoc gia nha rieng", "country region", "quoc tich"),
    ),
    "company_type": (
        *("loai khach", "la to chuc ca nhan", "to chuc ca nhan", "ca nhan to chuc"),
        *("company type", "loai hinh khach hang", "la cong ty", "la to chuc"),
        *("is company", "is a company", "ca nhan cong ty", "cong ty ca nhan"),
    ),
    "vn_type_id": ("loai", "loai khach hang", "loai kh", "customer type"),
    "vn_group_ids": (
        *("nhom", "nhom khach hang", "nhom kh", "customer group"),
        *("nhom khach hang nha cung cap", "nhom kh ncc", "phan nhom", "ten nhom"),
    ),
    "vn_channel_id": ("kenh", "kenh ban hang", "kenh ban", "channel"),
    "source_id": (
        *("nguon", "nguon khach hang", "nguon kh", "customer source", "nguon goc"),
        *("nguon den", "source", "lead source", "kenh tiep can", "nguon tiep can"),
    ),
    "industry_id": (
        *("linh vuc", "linh vuc kinh doanh", "nganh nghe", "nganh", "industry"),
        *("nganh nghe kinh doanh",),
    ),
    "vn_size_id": ("quy mo", "quy mo khach hang", "customer size", "size"),
    "vn_relationship_id": (
        *("quan he", "moi quan he", "tinh trang", "tinh trang quan he"),
        *("trang thai", "relationship"),
    ),
    "vn_collaborator_id": ("cong tac vien", "ctv", "collaborator"),
    "vn_referrer_partner_id": ("nguoi gioi thieu", "khach hang gioi thieu", "referrer"),
    "user_id": (
        *("phu trach", "nguoi phu trach", "nhan vien phu trach", "nvkd", "nhan vien"),
        *("nhan vien kinh doanh", "salesperson", "nhan vien ban hang", "nv phu trach"),
        *("sale", "sales", "sale phu trach", "nv kinh doanh", "nhan vien cham soc"),
        *("owner", "nguoi so huu", "chu so huu", "nguoi quan ly", "nguoi cham soc"),
        *("nv ban hang", "nv cham soc", "nhan vien quan ly", "nhan vien tu van"),
        *("contact owner", "account owner", "company owner", "lead owner"),
        *("responsible", "assigned to", "record owner", "nguoi tu van"),
        *("responsible person", "account manager"),
    ),
    "function": (
        *("chuc vu", "chuc danh", "job position", "job title", "position", "vi tri"),
        *("organization title", "organization 1 title", "chuc danh trong to chuc"),
        *("title", "nghe nghiep", "occupation", "profession"),
    ),
    "company_name": (
        *("cong ty", "ten cong ty", "company", "company name", "organization"),
        *("organization name", "organization 1 name", "to chuc", "ten to chuc"),
        *("noi lam viec", "co quan", "don vi cong tac", "don vi", "account name"),
        *("associated company", "primary company", "company account", "ten cua hang"),
        *("ten shop", "cua hang", "ten quan", "ten dai ly", "cty"),
    ),
    "comment": (
        *("ghi chu", "mo ta", "notes", "note", "comment", "description", "dien giai"),
        *("comments", "remark", "remarks", "luu y", "nhan xet", "thong tin them"),
    ),
    "child_ids/name": (
        *("lien he", "nguoi lien he", "contact", "contact name", "contact person"),
        *("ten nguoi lien he", "nguoi dai dien", "dai dien", "ho ten nguoi lien he"),
        *("nguoi giao dich", "ten lh", "nguoi lh", "nlh", "giam doc", "ten giam doc"),
    ),
    "child_ids/function": ("chuc vu nguoi lien he", "chuc danh nguoi lien he"),
}
#: parts of a person's name, in the order in which they are written
NAME_PARTS = {
    "family": (
        *("ho", "ho dem", "ho va ten dem", "ho ten dem", "ho lot", "ho va chu lot"),
        *("family name", "last name", "surname", "ho va dem", "ho va ten lot"),
    ),
    "middle": (
        *("middle name", "additional name", "ten dem", "chu lot", "dem", "ten lot"),
    ),
    "given": ("given name", "first name", "ten rieng", "ten goi", "forename"),
}
#: columns that go into the note, with their heading
REMARKS = (
    *("birthday", "ngay sinh", "sinh nhat", "facebook", "skype", "nickname"),
    *("ngay sinh nhat", "date of birth", "dob", "nam sinh", "zalo id", "ten zalo"),
    *("ngay thanh lap ngay sinh", "ngay thanh lap sinh nhat", "ten viet tat"),
    *("ten giao dich", "ten tieng anh", "anniversary", "spouse", "children", "hobby"),
    *("referred by", "group membership", "tags", "tag", "linkedin", "instagram"),
    *("biet danh", "ten thuong goi", "department", "phong ban", "bo phan", "fax"),
    *("organization department", "khu vuc giao hang", "khu vuc", "gioi tinh"),
    *(
        "prefix",
        "nick name",
        "name prefix",
        "name suffix",
        "danh xung",
        "xung ho",
        "suffix",
        "dia chi khac",
    ),
    *("organization 1 department", "company main fax", "tinh cu", "dia chi cu"),
    *("biet hieu", "tien to ten", "hau to ten", "bo phan trong to chuc", "phong"),
    *("categories", "ngay thanh lap", "so thich", "dia chi xuat hoa don", "gender"),
    *("labels", "sinh nhat khach hang", "ghi chu khac", "ghi chu them", "danh muc"),
    *("nhan", "nhan dan", "the", "fb", "link fb", "link facebook", "short name"),
    *("so nhan vien", "so luong nhan vien", "so lao dong", "fanpage", "tuoi"),
    *("nhu cau", "ten goi khac"),
    *("noi dung", "san pham quan tam", "hang thanh vien"),
    *(
        "so gpkd",
        "vung",
        "mien",
        "ap",
        "ghi chu 1",
        "ghi chu 2",
        "ghi chu 3",
        "so giay phep",
    ),
    *("ten goi nho", "honorific", "ngay sinh nhat ngay thanh lap", "cap do"),
)
#: parts of one address, in the order in which they are written
STREET_PARTS = ("so nha", "ngo hem", "duong", "ten duong", "duong pho", "thon xom")
#: columns with days, which a spreadsheet may hold as numbers
DAYS = (
    *("ngay sinh", "sinh nhat", "birthday", "ngay thanh lap", "sinh nhat khach hang"),
    *("ngay sinh nhat", "date of birth", "dob", "ngay thanh lap ngay sinh"),
    *("ngay thanh lap sinh nhat", "anniversary", "ngay sinh nhat ngay thanh lap"),
)
